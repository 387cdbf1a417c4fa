import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readArguments } from '../../local/demo/arguments.ts';
import { seededRandom } from '../../local/sample-data/random.ts';
import { type Services, startServices } from '../../local/services.ts';
import { UsageFailure } from '../../local/start-options.ts';
import { SWITCHES, weatherOver } from '../../local/weather.ts';

let services: Services;
beforeAll(async () => {
  services = await startServices({ appOrigin: 'http://localhost:7071' });
});
afterAll(() => services.close());

const pending = () =>
  [services.cosmos, services.keyVault, services.entra, services.graph, services.sansan].flatMap(({ faults }) => [
    ...faults.pending(),
  ]);

describe('LOCAL the weather', () => {
  test.each(Object.entries(SWITCHES))('"%s" can be switched on, and clears', (_, on) => {
    for (let draw = 0; draw < 20; draw += 1) on(services, seededRandom(String(draw)));
    weatherOver(services, 'any').clear();
    expect(pending()).toEqual([]);
  });

  test('follows from its seed, and brings every switch in time', () => {
    const course = (seed: string) => {
      const weather = weatherOver(services, seed);
      const drawn = Array.from({ length: 200 }, () => weather.blow());
      weather.clear();
      return drawn;
    };
    expect(course('one')).toEqual(course('one'));
    expect(course('one')).not.toEqual(course('two'));
    expect([...new Set(course('one').flat())].sort()).toEqual(Object.keys(SWITCHES).sort());
  });
});

describe('LOCAL the options of npm run demo', () => {
  test.each([
    [[], undefined],
    [['--weather', '7'], '7'],
    [['--cards', '3', '--weather', 'storm', '--json'], 'storm'],
    [['--weather'], expect.stringMatching(/^\d+$/)],
  ])('%j has the weather %j', (args, weather) => {
    expect(readArguments(args).weather).toEqual(weather);
  });

  test.each([[['7']], [['--weather', '7', '8']]])('%j is refused', (args) => {
    expect(() => readArguments(args)).toThrow(UsageFailure);
  });
});
