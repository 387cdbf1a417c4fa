import { beforeEach, expect, test } from '@jest/globals';
import type { ContactWrite, WriteAnswer } from '../../../shared/contacts/mailbox.ts';
import type { LinkStore } from '../../../shared/links/link-store.ts';
import { newOrganization } from '../../../shared/organizations/organization.ts';
import { apply } from '../../../shared/sync/apply.ts';
import { nothingToRead } from '../../../shared/sync/card-reading.ts';
import type { Findings } from '../../../shared/sync/findings.ts';
import { withLease } from '../../../shared/sync/lease.ts';
import type { OpenMailbox } from '../../../shared/sync/open-mailbox.ts';
import type { Action } from '../../../shared/sync/plan.ts';
import { LIMITS } from '../../../shared/sync/run-limits.ts';
import type { SyncDependencies } from '../../../shared/sync/sync-dependencies.ts';
import { cardId, contactId, linkIn, NOON, STATES } from '../fixtures/links.ts';
import { memoryLinks } from '../fixtures/memory-links.ts';

const removals = ['A', 'B', 'C'].map(
  (id): Action => ({ kind: 'remove', cardId: cardId(id), contactId: contactId(id), reason: 'card-left' }),
);
const FOUND: Findings = {
  actions: removals,
  beyond: 0,
  isWhole: true,
  held: undefined,
  waiting: [],
  kept: 0,
  cards: 0,
  parked: 0,
  window: {},
  learned: false,
  folder: undefined,
  ledgerDigest: null,
  digestWrong: false,
};
let links: LinkStore;
beforeEach(() => {
  links = memoryLinks();
});

/** Applies removals one by one; `answer` is the mailbox, and may end the instance. */
async function applied(answer: (nth: number, end: () => void) => WriteAnswer) {
  const fresh = linkIn('linked');
  const read = await links.create({ ...fresh, sync: { ...fresh.sync, batchSize: 1 } });
  const sent: ContactWrite[] = [];
  let isEnding = false;
  const { tenantId } = STATES.linked.mailbox;
  const organization = {
    ...newOrganization(fresh.organizationId, '見本商事', true),
    contacts: { state: 'connected', generation: 1, tenantId, since: STATES.linked.since, provenBy: 'admin' } as const,
  };
  const deps: Partial<SyncDependencies> = {
    clock: { now: () => NOON },
    links,
    organizations: { read: async () => ({ organization, version: '' }), change: async () => undefined },
    log: { record: () => undefined },
    limits: LIMITS,
    isShuttingDown: () => isEnding,
  };
  const mailbox: Partial<OpenMailbox> = {
    write: async (asked, hasLeft) => {
      hasLeft?.();
      sent.push(...asked);
      return [
        answer(sent.length, () => {
          isEnding = true;
        }),
      ];
    },
    renewAccess: async () => undefined,
  };
  const outcome = await withLease(
    deps as SyncDependencies,
    read,
    () => ({}),
    (lease) =>
      apply(deps as SyncDependencies, lease, mailbox as OpenMailbox, nothingToRead(FOUND), { at: NOON, organization }),
  );
  return { outcome, sent: sent.length };
}

test('C9 a run that has to give way sends no further batch', async () => {
  const { outcome, sent } = await applied((_, end) => {
    end();
    return { kind: 'refused', code: 'ErrorAccessDenied' };
  });
  expect([sent, outcome.stop]).toEqual([1, { kind: 'out-of-time' }]);
});

test('C10 a mailbox that asks to wait is heard, also when the run has to give way at the same time', async () => {
  const { outcome, sent } = await applied((_, end) => {
    end();
    return { kind: 'later', retryAfterSeconds: 60 };
  });
  expect([sent, outcome.stop]).toEqual([1, { kind: 'throttled', seconds: 60 }]);
});

test('C11 what a token was refused for goes again once, and then the mailbox is closed', async () => {
  const { outcome, sent } = await applied(() => ({ kind: 'unauthorized' }));
  expect([sent, outcome.stop]).toEqual([2, { kind: 'unauthorized' }]);
});
