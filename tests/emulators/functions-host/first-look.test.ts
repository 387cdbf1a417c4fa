import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { hostApp, untilMany } from '../fixtures/hosted-app.ts';

const { extensions } = z
  .object({ extensions: z.object({ queues: z.record(z.string(), z.unknown()) }) })
  .parse(JSON.parse(readFileSync('host.json', 'utf8')));
const HOUR = 3_600_000;

let host: Awaited<ReturnType<typeof hostApp>> | undefined;
afterEach(() => host?.child.disconnect());

/** Sends a message to a host that was idle for hours. Answers whether it was taken after these seconds of the clock. */
async function isTakenAfter(seconds: number, queues: object): Promise<boolean> {
  const started = await hostApp('./sample-app.ts', { extensions: { http: { routePrefix: '' }, queues } });
  host = started;
  // The timer of that app ticks as well.
  const seen = async () =>
    ((await (await started.get('/seen')).json()) as { message?: unknown }[]).filter(
      ({ message }) => message !== undefined,
    );
  await started.work.create();
  // Each pause ends with an advance, and the next one is twice as long, up to the longest.
  for (let doublings = 0; doublings < 14; doublings += 1) {
    await sleep(250);
    await started.tell({ kind: 'advance', ms: HOUR });
  }
  await sleep(250);
  await started.send({ name: 'a person pressed the button' });
  await started.tell({ kind: 'advance', ms: seconds * 1000 });
  return (await Promise.race([untilMany(seen, 1), sleep(1000, [])])).length > 0;
}

describe('B2 what a person starts on a quiet evening', () => {
  test('begins two seconds later at the latest, by the settings of host.json', async () => {
    expect(extensions.queues).toMatchObject({ maxPollingInterval: '00:00:02' });
    expect(await isTakenAfter(2, extensions.queues)).toBe(true);
  });

  test("would wait longer by the platform's default", async () => {
    const { maxPollingInterval: _, ...others } = extensions.queues;
    expect(await isTakenAfter(2, others)).toBe(false);
  });
});
