import { expect, test } from '@jest/globals';
import { CardSourceFailure } from '../../shared/cards/card-source.ts';
import { MailboxFailure } from '../../shared/contacts/mailbox.ts';
import { instant, secretNameSchema } from '../../shared/ids.ts';
import { settleFailure } from '../../shared/sync/failed-run.ts';
import type { SyncWorld } from '../../shared/sync/sync-world.ts';
import { CARD_KEY, headIn, NOON } from './fixtures/links.ts';
import { memoryLinks } from './fixtures/memory-links.ts';
import { recordedQueues } from './fixtures/recorded-queues.ts';

const former = { ...headIn('linked'), cardKey: CARD_KEY };
const renewed = { ...former, cardKey: { ...CARD_KEY, secret: secretNameSchema.parse('newer-key') } };

/** What the head says after a run that used the former key has failed. */
async function settled(current: typeof former, failure: Error) {
  const links = memoryLinks();
  await links.create(current);
  const world: Pick<SyncWorld, 'clock' | 'links' | 'log' | 'activity' | 'queues'> = {
    clock: { now: () => NOON },
    links,
    log: { record: () => undefined },
    activity: { record: async () => undefined, recent: async () => [] },
    queues: recordedQueues(),
  };
  await settleFailure(world, former, failure);
  return (await links.read(former))?.head;
}

test('a refused key stops the link', async () => {
  const head = await settled(former, new CardSourceFailure('key-refused', ''));
  expect(head?.state).toMatchObject({ name: 'reconnect-needed', reason: 'key-refused' });
});

test('a refused key that has been replaced since stops nothing', async () => {
  expect(await settled(renewed, new CardSourceFailure('key-refused', ''))).toEqual(renewed);
});

test('a mailbox that asks to wait is left alone, whatever became of the key', async () => {
  const head = await settled(renewed, new MailboxFailure('throttled', '', { retryAfterSeconds: 60 }));
  expect(head?.sync.notBefore).toBe(instant(NOON.getTime() + 60_000));
});
