import { describe, expect, test } from '@jest/globals';
import { SECOND } from '../../../shared/clock.ts';
import { type Dependencies, readiness } from '../../../shared/telemetry/readiness.ts';

const reached = async () => undefined;
const refused = async () => {
  throw new RangeError('somebody@example.com was refused');
};

function startReadiness(changes: Partial<Dependencies>, timeout?: number) {
  const told: object[] = [];
  let now = 0;
  let looks = 0;
  const counted = (look: () => Promise<unknown>) => () => {
    looks += 1;
    return look();
  };
  const { database = reached, queues = reached, vault = reached } = changes;
  const dependencies = { database: counted(database), queues: counted(queues), vault: counted(vault) };
  const log = { record: (event: string, fields: object) => void told.push({ event, ...fields }) };
  return {
    isReady: readiness(dependencies, { now: () => new Date(now) }, log, timeout),
    told,
    looks: () => looks,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe('E2 the service', () => {
  test('is ready when everything is within reach', async () => {
    const { isReady, told } = startReadiness({});
    expect(await isReady()).toBe(true);
    expect(told).toEqual([]);
  });

  test.each(['database', 'queues', 'vault'] as const)(
    'is not ready without its %s, and the log says so',
    async (dependency) => {
      const { isReady, told } = startReadiness({ [dependency]: refused });
      expect(await isReady()).toBe(false);
      expect(told).toEqual([{ event: 'not-ready', dependency, error: 'RangeError' }]);
    },
  );

  test('is not ready when something does not answer', async () => {
    const { isReady, told } = startReadiness({ vault: () => new Promise(() => undefined) }, 10);
    expect(await isReady()).toBe(false);
    expect(told).toEqual([{ event: 'not-ready', dependency: 'vault', error: 'TooLong' }]);
  });

  test('looks once in ten seconds, however often it is asked', async () => {
    const { isReady, looks, pass } = startReadiness({});
    await Promise.all([isReady(), isReady()]);
    pass(10 * SECOND - 1);
    await isReady();
    expect(looks()).toBe(3);
    pass(1);
    await isReady();
    expect(looks()).toBe(6);
  });
});
