import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { instant } from '../../../shared/ids.ts';
import type { Link } from '../../../shared/links/link.ts';
import type { UserStatus } from '../../../shared/links/link-status.ts';
import type { UserFilter, UserList } from '../../../shared/links/user-list.ts';
import { cosmosLinks } from '../../../shared/storage/cosmos-links.ts';
import { cosmosSuppliedKeys } from '../../../shared/storage/cosmos-supplied-keys.ts';
import { cosmosUsers } from '../../../shared/storage/cosmos-users.ts';
import { CARD_KEY, ledgerRow, linkIn, linkKey, NOON, STATES } from '../../unit/fixtures/links.ts';
import { startDatabase, testOfOurEmulator } from '../fixtures/database.ts';

const GENERATION = 1;
const EVERYBODY: UserFilter = { text: '' };
const { organizationId } = linkKey();
const at = instant(NOON);

/** Somebody in each standing; the address says who. */
const PEOPLE: Readonly<Record<UserStatus, (link: Link) => Link>> = {
  working: (link) => synced(link, {}),
  starting: (link) => ({ ...link, cardKey: CARD_KEY }),
  held: (link) => synced(link, { hold: { removals: 30, of: 40, since: at, decision: null } }),
  'cards-refused': (link) => synced(link, { parked: 2 }),
  waiting: (link) => synced(link, { lastFailure: { at, code: 'throttled' }, notBefore: at }),
  failing: (link) => synced(link, { lastFailure: { at, code: 'consent-missing' } }),
  'key-missing': (link) => ({ ...synced(link, {}), cardKey: null }),
  'key-refused': (link) => ({
    ...linkIn('reconnect-needed', link),
    state: { ...STATES['reconnect-needed'], reason: 'key-refused' },
    email: link.email,
  }),
  'reconnect-needed': (link) => ({ ...linkIn('reconnect-needed', link), email: link.email }),
  paused: (link) => ({ ...synced(link, { lastFailure: { at, code: 'throttled' } }), pausedAt: at }),
  ending: (link) => ({ ...linkIn('unlinking', link), email: link.email }),
  'not-linked': (link) => ({ ...linkIn('not-linked', link), email: link.email }),
};

function synced(link: Link, sync: Partial<Link['sync']>): Link {
  return { ...link, cardKey: CARD_KEY, sync: { ...link.sync, lastSuccess: at, ...sync } };
}

let database: Awaited<ReturnType<typeof startDatabase>>;
let users: UserList;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  const open = await database.empty();
  users = cosmosUsers(open);
  const links = cosmosLinks(open);
  for (const [standing, make] of Object.entries(PEOPLE)) {
    const link = { ...linkIn('linked', linkKey(`id-${standing}`)), email: `${standing}@mihon.example.com` };
    await links.create(make(link));
  }
  const other = await links.create({
    ...linkIn('linked', linkKey('id-other', 'hokuto')),
    email: 'working@hokuto.example',
  });
  await links.commit(other.link, other.version, { put: [ledgerRow()], drop: [] });
});

const found = async (filter: UserFilter, generation = GENERATION) =>
  (await users.page(organizationId, generation, filter, undefined, 50)).links.map(({ email }) => email.split('@')[0]);

describe('E1 the list of an organization', () => {
  test('holds its people, each once, in the order of their addresses, and nobody else', async () => {
    expect(await found(EVERYBODY)).toEqual(Object.keys(PEOPLE).sort());
  });

  test.each(Object.keys(PEOPLE) as UserStatus[])('finds those who are "%s"', async (standing) => {
    expect(await found({ text: '', standing })).toEqual([standing]);
  });

  test('finds people by a part of their address, and by both', async () => {
    expect(await found({ text: 'ing@mihon' })).toEqual([
      'ending',
      'failing',
      'key-missing',
      'starting',
      'waiting',
      'working',
    ]);
    expect(await found({ text: 'ing@mihon', standing: 'failing' })).toEqual(['failing']);
    expect(await found({ text: 'hokuto' })).toEqual([]);
  });

  test('comes in pages that lose nobody and name nobody twice, also when addresses are the same', async () => {
    const links = cosmosLinks(await database.empty());
    for (const id of ['a', 'b', 'c', 'd', 'e']) await links.create({ ...linkIn('linked', linkKey(id)), email: '' });
    const seen: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await users.page(organizationId, GENERATION, EVERYBODY, after, 2);
      seen.push(...page.links.map(({ userId }) => userId));
      after = page.next;
      pages += 1;
    } while (after !== undefined);
    expect([seen, pages]).toEqual([['a', 'b', 'c', 'd', 'e'], 3]);
  });

  test('says that a link of an earlier connection is ending, whatever its head says yet', async () => {
    const ending = await found({ text: '', standing: 'ending' }, GENERATION + 1);
    expect(ending).toEqual(
      Object.keys(PEOPLE)
        .filter((standing) => standing !== 'not-linked')
        .sort(),
    );
    expect(await found({ text: '', standing: 'working' }, GENERATION + 1)).toEqual([]);
  });
});

describe('E1 the numbers of an organization', () => {
  test('are one for each standing, and add up to everybody', async () => {
    const one = Object.fromEntries(Object.keys(PEOPLE).map((standing) => [standing, 1]));
    expect(await users.totals(organizationId, GENERATION)).toEqual(one);
    const linked = Object.keys(PEOPLE).length - 1;
    const all = Object.fromEntries(Object.keys(PEOPLE).map((standing) => [standing, 0]));
    expect(await users.totals(organizationId, GENERATION + 1)).toEqual({ ...all, ending: linked, 'not-linked': 1 });
    expect(await users.ending(organizationId, GENERATION + 1)).toBe(linked);
  });

  test('of those whose sync fails for one reason', async () => {
    expect(await users.failing(organizationId, 'consent-missing')).toBe(1);
    expect(await users.failing(organizationId, 'mailbox-full')).toBe(0);
  });

  testOfOurEmulator('cost a query each, whatever the number of people', async () => {
    database.emulator.requests.clear();
    await users.totals(organizationId, GENERATION);
    const { byOperation } = database.emulator.requests.summary();
    // One that the gateway sends back with a plan, and one that counts.
    expect(byOperation['query links']).toBe(2 * Object.keys(PEOPLE).length);
  });
});

describe('G4 what has begun in an organization', () => {
  const begunWith = async (...people: readonly Link[]) => {
    const open = await database.empty();
    for (const person of people) await cosmosLinks(open).create(person);
    return cosmosUsers(open).begun(organizationId);
  };

  test.each<[string, readonly Link[], Awaited<ReturnType<UserList['begun']>>]>([
    ['nothing', [], { keys: false, links: false }],
    ["another organization's people", [linkIn('linked', linkKey('id', 'hokuto'))], { keys: false, links: false }],
    ['somebody who looked', [{ ...linkIn('not-linked'), cardKey: null }], { keys: false, links: false }],
    ['somebody with a key', [{ ...linkIn('not-linked'), cardKey: CARD_KEY }], { keys: true, links: false }],
    ['somebody linked', [{ ...linkIn('linked'), cardKey: null }], { keys: false, links: true }],
    [
      'somebody who has to link again',
      [{ ...linkIn('reconnect-needed'), cardKey: null }],
      { keys: false, links: true },
    ],
    ['somebody who unlinks', [{ ...linkIn('unlinking'), cardKey: null }], { keys: false, links: false }],
  ])('of %s', async (_, people, begun) => {
    expect(await begunWith(...people)).toEqual(begun);
  });

  test('counts a key that waits for its person', async () => {
    const open = await database.empty();
    await cosmosSuppliedKeys(open).save(organizationId, 'misaki@mihon.example.com', CARD_KEY);
    expect(await cosmosUsers(open).begun(organizationId)).toEqual({ keys: true, links: false });
  });

  testOfOurEmulator('costs what two small queries cost, whatever the number of people', async () => {
    database.emulator.requests.clear();
    await users.begun(organizationId);
    expect(database.emulator.requests.summary().charge).toBeLessThan(12);
  });
});

describe('E1 the people of an organization', () => {
  test('somebody is found by the address, in this organization only', async () => {
    expect(await users.withEmail(organizationId, 'working@mihon.example.com')).toEqual(linkKey('id-working'));
    expect(await users.withEmail(organizationId, 'working@hokuto.example')).toBeUndefined();
    const { userId } = linkKey('id-working');
    expect(await users.withEmail(organizationId, 'working@mihon.example.com', userId)).toBeUndefined();
  });
});
