import { describe, expect, test } from '@jest/globals';
import { CardSourceFailure } from '../../../shared/cards/card-source.ts';
import { HOUR } from '../../../shared/clock.ts';
import { MailboxFailure } from '../../../shared/contacts/mailbox.ts';
import { TokenFailure } from '../../../shared/identity/mailbox-sign-in.ts';
import { instant, secretNameSchema } from '../../../shared/ids.ts';
import { type Link, linkSchema } from '../../../shared/links/link.ts';
import type { Queues } from '../../../shared/queues.ts';
import { recordFailure } from '../../../shared/sync/record-failure.ts';
import type { SyncDependencies } from '../../../shared/sync/sync-dependencies.ts';
import { CARD_KEY, linkIn, NOON, STATES } from '../fixtures/links.ts';
import { memoryLinks } from '../fixtures/memory-links.ts';
import { recordedQueues } from '../fixtures/recorded-queues.ts';

const former = { ...linkIn('linked'), cardKey: CARD_KEY };
const renewed = { ...former, cardKey: { ...CARD_KEY, secret: secretNameSchema.parse('newer-key') } };

/** What the head says after a run that used the former key has failed. */
async function settled(current: Link, failure: Error, queues: Queues = recordedQueues()) {
  const links = memoryLinks();
  await links.create(current);
  const deps: Pick<SyncDependencies, 'clock' | 'links' | 'log' | 'activity' | 'queues'> = {
    clock: { now: () => NOON },
    links,
    log: { record: () => undefined },
    activity: { record: async () => undefined, recent: async () => [] },
    queues,
  };
  await recordFailure(deps, former, failure);
  return (await links.read(former))?.link;
}

describe('A7, C11 a failure of a run', () => {
  test('a refused key stops the link', async () => {
    const link = await settled(former, new CardSourceFailure('key-refused', ''));
    expect(link?.state).toMatchObject({ name: 'reconnect-needed', reason: 'key-refused' });
  });

  test('a refused key that has been replaced since stops nothing', async () => {
    expect(await settled(renewed, new CardSourceFailure('key-refused', ''))).toEqual(renewed);
  });

  test('a mailbox that asks to wait is left alone, whatever became of the key', async () => {
    const link = await settled(renewed, new MailboxFailure('throttled', '', { retryAfterSeconds: 60 }));
    expect(link?.sync.notBefore).toBe(instant(NOON.getTime() + 60_000));
  });

  test.each<[string, MailboxFailure, number[]]>([
    ['asks to wait', new MailboxFailure('throttled', '', { retryAfterSeconds: 60 }), [60]],
    ['is full', new MailboxFailure('mailbox-full', ''), [3600]],
    ['takes no more names', new MailboxFailure('property-quota', ''), [3600]],
    ['refuses a new token', new MailboxFailure('unauthorized', ''), [1800]],
    ['is down', new MailboxFailure('unavailable', ''), []],
  ])('a mailbox that %s is looked at again when its wait is over', async (_, failure, delays) => {
    const sent: (number | undefined)[] = [];
    await settled(former, failure, { ...recordedQueues(), sync: async (_message, delay) => void sent.push(delay) });
    expect(sent).toEqual(delays);
  });

  test('a mailbox that asks to wait is left alone by a worker that is at it, and for the longest that was said', async () => {
    const until = instant(NOON.getTime() + 30_000);
    const busy = { ...former, lease: { epoch: 3, until } };
    const link = await settled(busy, new MailboxFailure('throttled', '', { retryAfterSeconds: 60 }));
    expect(link).toEqual({ ...busy, sync: { ...busy.sync, notBefore: instant(NOON.getTime() + 60_000) } });
    const told = { ...former, sync: { ...former.sync, notBefore: instant(NOON.getTime() + HOUR) } };
    const later = await settled(told, new CardSourceFailure('throttled', '', { retryAfterSeconds: 60 }));
    expect(later?.sync.notBefore).toBe(told.sync.notBefore);
  });

  test.each<[string, Link]>([
    ['another link that took its place', { ...former, state: { ...STATES.linked, linkId: 'another-link' } }],
    [
      'a link that was signed in to anew meanwhile',
      { ...former, sync: { ...former.sync, rebuildAsked: instant(NOON) } },
    ],
  ])('a token that is refused does not stop %s', async (_, current) => {
    expect(await settled(current, new TokenFailure('user', 'invalid_grant'))).toEqual(current);
  });
});

describe('C11 an account without a mailbox', () => {
  const gone = new MailboxFailure('no-mailbox', '');
  const failingSince = (hours: number): Link => ({
    ...former,
    sync: {
      ...former.sync,
      lastFailure: { at: instant(NOON.getTime() - hours * HOUR), code: 'no-mailbox' },
    },
  });

  test('is certain only after a day, so a licence that comes back needs nobody', async () => {
    const first = await settled(former, gone);
    expect(first).toMatchObject({ state: { name: 'linked' }, sync: { lastFailure: { at: instant(NOON) } } });
    const later = await settled(failingSince(23), gone);
    expect(later).toMatchObject({ state: { name: 'linked' }, sync: failingSince(23).sync });
  });

  test('stops the link when it has been so for a day', async () => {
    const link = await settled(failingSince(24), gone);
    expect(link?.state).toMatchObject({ name: 'reconnect-needed', reason: 'no-mailbox', stoppedAt: instant(NOON) });
  });

  test('that failed in another way before begins to count now', async () => {
    const other = { at: instant(NOON.getTime() - 48 * HOUR), code: 'mailbox-unavailable' } as const;
    const link = await settled({ ...former, sync: { ...former.sync, lastFailure: other } }, gone);
    expect(link).toMatchObject({ state: { name: 'linked' }, sync: { lastFailure: { at: instant(NOON) } } });
  });
});

describe('B6 the failure of a run', () => {
  test('a head with the failure code of another version can be read', () => {
    const stored = {
      ...former,
      sync: { ...former.sync, lastFailure: { at: instant(NOON), code: 'mailbox-mailbox-full' } },
    };
    expect(linkSchema.parse(stored).sync.lastFailure).toEqual({ at: instant(NOON), code: 'unknown' });
  });
});
