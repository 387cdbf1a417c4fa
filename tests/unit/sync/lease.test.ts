import { beforeEach, expect, test } from '@jest/globals';
import { instant } from '../../../shared/ids.ts';
import type { Link } from '../../../shared/links/link.ts';
import type { LinkStore, VersionedLink } from '../../../shared/links/link-store.ts';
import { VersionConflict } from '../../../shared/optimistic-concurrency.ts';
import { LeaseLost, nextEpoch, withLease } from '../../../shared/sync/lease.ts';
import { ledgerRow, linkIn, linkKey, NOON, STATES } from '../fixtures/links.ts';
import { memoryLinks } from '../fixtures/memory-links.ts';

const key = linkKey();
const NOTHING = { put: [], drop: [] };
let links: LinkStore;
let read: VersionedLink;
let deps: Parameters<typeof withLease>[0];
beforeEach(async () => {
  links = memoryLinks();
  read = await links.create(linkIn('linked'));
  deps = { clock: { now: () => NOON }, links };
});

const stored = async () => (await links.read(key))?.link;
const write = (change: Partial<Link>) => links.change(key, (link) => link && { ...link, ...change });
const under = <T>(work: Parameters<typeof withLease<T>>[3]) => withLease(deps, read, () => ({ window: {} }), work);

test('C9 work that ends well leaves its last word and an ended lease, and hears who asked meanwhile', async () => {
  const answer = await under(async (lease) => {
    expect((await stored())?.lease).toEqual({ epoch: lease.epoch, until: instant(NOON.getTime() + 120_000) });
    await write({ sync: { ...read.link.sync, wanted: true } });
    await lease.commit(() => ({}), { put: [ledgerRow('A')], drop: [] });
    return lease.release(() => ({ lastSuccess: instant(NOON) }));
  });
  expect(answer).toEqual({ wanted: true });
  const { epoch } = (await stored())?.lease ?? {};
  expect(await stored()).toMatchObject({
    lease: { epoch, until: instant(NOON) },
    sync: { lastSuccess: instant(NOON), wanted: false },
  });
});

test('C9 work that fails ends its lease, and nothing else is said', async () => {
  await expect(under(() => Promise.reject(new Error('The mailbox is closed.')))).rejects.toThrow('is closed');
  expect(await stored()).toEqual({ ...read.link, lease: { epoch: nextEpoch(read.link, NOON), until: instant(NOON) } });
});

test.each<[string, Partial<Link>]>([
  ['that another worker took over', { lease: { epoch: NOON.getTime() + 1, until: instant(NOON.getTime() + 1000) } }],
  ['of a link that was unlinked', { state: STATES.unlinking }],
])('C9, D1 under a lease %s nothing is committed', async (_, change) => {
  const work = under(async (lease) => {
    await write(change);
    await lease.commit(() => ({}), { put: [ledgerRow('A')], drop: [] });
  });
  await expect(work).rejects.toThrow(LeaseLost);
  const left = await stored();
  expect([left?.state, left?.lease]).toEqual([
    change.state ?? read.link.state,
    change.lease ?? { epoch: nextEpoch(read.link, NOON), until: instant(NOON) },
  ]);
  expect((await links.rowsOf(key, [ledgerRow('A').cardId])).size).toBe(0);
});

test('C9 a lease that somebody else took first is not taken', async () => {
  await under((lease) => lease.commit(() => ({}), NOTHING));
  await expect(under(() => Promise.resolve('worked'))).rejects.toThrow(VersionConflict);
});

test('C9 a lease that is kept is prolonged when a quarter of it is over, and nothing else is changed', async () => {
  let now = NOON;
  deps = { ...deps, clock: { now: () => now } };
  await under(async (lease) => {
    const taken = await stored();
    now = new Date(NOON.getTime() + 30_000);
    await lease.keep();
    expect(await stored()).toEqual(taken);
    now = new Date(NOON.getTime() + 31_000);
    await lease.keep();
    expect(await stored()).toEqual({
      ...taken,
      lease: { epoch: lease.epoch, until: instant(NOON.getTime() + 151_000) },
    });
    await lease.release(() => ({}));
  });
});

test('C9 a lease that another worker took is not kept', async () => {
  let now = NOON;
  deps = { ...deps, clock: { now: () => now } };
  const work = under(async (lease) => {
    await write({ lease: { epoch: lease.epoch + 1, until: instant(NOON.getTime() + 200_000) } });
    now = new Date(NOON.getTime() + 60_000);
    await lease.keep();
  });
  await expect(work).rejects.toThrow(LeaseLost);
});
