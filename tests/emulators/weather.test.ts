import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readArguments } from '../../local/demo/arguments.ts';
import { createFunctionsHost } from '../../local/functions-host/host.ts';
import { seededRandom } from '../../local/sample-data/random.ts';
import { startServices } from '../../local/services.ts';
import type { Stack } from '../../local/stack.ts';
import { UsageFailure } from '../../local/start-options.ts';
import { SWITCHES, weatherOver } from '../../local/weather.ts';

let stack: Stack;
beforeAll(async () => {
  const app = await createFunctionsHost({ hostJsonPath: 'host.json', storageConnection: () => '' });
  stack = { ...(await startServices({ appOrigin: app.origin })), app };
});
afterAll(async () => {
  await stack.app.stop();
  await stack.close();
});

const pending = () =>
  [stack.cosmos, stack.keyVault, stack.entra, stack.graph, stack.sansan].flatMap(({ faults }) => [...faults.pending()]);

describe('LOCAL the weather', () => {
  test.each(Object.entries(SWITCHES))('"%s" can be switched on, and clears', (_, on) => {
    for (let draw = 0; draw < 20; draw += 1) on(stack, seededRandom(String(draw)));
    weatherOver(stack, 'any').clear();
    expect(pending()).toEqual([]);
  });

  test('follows from its seed, and brings every switch in time', () => {
    const course = (seed: string) => {
      const weather = weatherOver(stack, seed);
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
