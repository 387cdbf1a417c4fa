import { describe, expect, test } from '@jest/globals';
import { DAY, MINUTE, SECOND } from '../../../shared/clock.ts';
import { formatAge, formatMinutes } from '../../../shared/i18n/relative-time.ts';
import { instant } from '../../../shared/ids.ts';
import type { Link, SyncState } from '../../../shared/links/link.ts';
import {
  isMoving,
  type LinkStatus,
  linkStatus,
  otherMailbox,
  paceOf,
  storedUserStatus,
  type UserStatus,
  userStatus,
} from '../../../shared/links/link-status.ts';
import type { RunFailureCode } from '../../../shared/links/run-failure.ts';
import { nextServed } from '../../../shared/links/slot.ts';
import type { Organization } from '../../../shared/organizations/organization.ts';
import { CARD_KEY, linkIn, NOON, STATES } from '../fixtures/links.ts';
import { CONNECTED } from '../fixtures/organizations.ts';

const OFF: Organization = { ...CONNECTED, contacts: { state: 'off', generation: 2 } };
const at = (milliseconds: number) => instant(NOON.getTime() + milliseconds);
const progress = { from: 0, done: 20, total: 40, since: at(-10 * SECOND) };
const linked = (sync: Partial<SyncState>, cardKey: Link['cardKey'] = CARD_KEY): Link => {
  const link = linkIn('linked');
  return { ...link, cardKey, sync: { ...link.sync, ...sync } };
};
const hold = { removals: 25, of: 40, since: at(0), decision: null };
const success = { lastSuccess: at(-MINUTE) };
const failure = (code: RunFailureCode) => ({ lastFailure: { at: at(-MINUTE), code } });

describe('B6 the screen says of a person', () => {
  test.each<[string, Link | undefined, LinkStatus]>([
    ['who is new', undefined, { name: 'not-linked' }],
    ['who is not linked', linkIn('not-linked'), { name: 'not-linked' }],
    ['whose linking broke off', linkIn('linking'), { name: 'broken-off' }],
    ['whose link is being tidied up', linkIn('unlinking'), { name: 'unlinking' }],
    ['whose access ended', linkIn('reconnect-needed'), { name: 'reconnect-needed', reason: 'access-revoked' }],
    [
      'whose key was refused',
      { ...linkIn('reconnect-needed'), state: { ...STATES['reconnect-needed'], reason: 'key-refused' } },
      { name: 'key-refused' },
    ],
    ['who is linked and has no key', linked(success, null), { name: 'key-missing' }],
    ['who has just linked', linked({}), { name: 'starting' }],
    ['whose first sync runs', linked({ progress }), { name: 'running', progress }],
    [
      'whose mailbox throttles',
      linked({ ...failure('throttled'), notBefore: at(MINUTE), progress }),
      { name: 'waiting', until: at(MINUTE), code: 'throttled' },
    ],
    [
      'whose mailbox had its fill',
      linked({ notBefore: at(MINUTE), progress }),
      { name: 'waiting', until: at(MINUTE), code: null },
    ],
    [
      'who waited long enough',
      linked({ ...failure('throttled'), notBefore: at(0), progress }),
      { name: 'running', progress },
    ],
    [
      'whose run failed',
      linked({ ...success, ...failure('cards-unavailable') }),
      { name: 'failing', code: 'cards-unavailable' },
    ],
    ['whose link rests', { ...linked({ ...success, hold }), pausedAt: at(0) }, { name: 'paused' }],
    ['whose removals are held', linked({ ...success, hold }), { name: 'held' }],
    ['who decided on them', linked({ ...success, hold: { ...hold, decision: 'keep' } }), { name: 'decided' }],
    ['who asked for a sync', linked({ ...success, rebuildAsked: at(0) }), { name: 'starting' }],
    ['who asked for a rebuild', linked({ ...success, hold, repairAsked: at(0) }), { name: 'starting' }],
    ['of whom Outlook refuses cards', linked({ ...success, parked: 3 }), { name: 'cards-refused', cards: 3 }],
    ['who decides first, with refused cards', linked({ ...success, parked: 3, hold }), { name: 'held' }],
    ['for whom all went well', linked(success), { name: 'up-to-date' }],
  ])('%s', (_, link, standing) => {
    expect(linkStatus(link, CONNECTED, NOON)).toEqual(standing);
  });

  test.each<[string, Link | undefined, LinkStatus['name']]>([
    ['who is new', undefined, 'not-connected'],
    ['whose linking broke off', linkIn('linking'), 'not-connected'],
    ['who is linked', linked(success), 'disconnected'],
    ['whose access ended', linkIn('reconnect-needed'), 'disconnected'],
    ['whose link is being tidied up', linkIn('unlinking'), 'unlinking'],
  ])('%s, of an organization that is not connected', (_, link, name) => {
    for (const organization of [OFF, undefined]) expect(linkStatus(link, organization, NOON)).toEqual({ name });
  });

  test.each<[string, Link | undefined, LinkStatus['name']]>([
    ['who is new', undefined, 'not-linked'],
    ['whose linking broke off under the former one', linkIn('linking'), 'broken-off'],
    ['who was linked under the former one', linked(success), 'unlinking'],
    ['whose access had ended under the former one', linkIn('reconnect-needed'), 'unlinking'],
  ])('%s, of an organization that has connected again', (_, link, name) => {
    const renewed = { ...CONNECTED, contacts: { ...CONNECTED.contacts, generation: 3 } };
    expect(linkStatus(link, renewed, NOON)).toEqual({ name });
  });

  test.each([CONNECTED, { ...CONNECTED, entitled: false }])(
    'what its link is, until that is tidied up',
    (organization) => {
      const later = new Date(NOON.getTime() + 31 * DAY);
      const { name } = linkStatus(linkIn('linking'), organization, later);
      expect(name).toBe(organization.entitled ? 'broken-off' : 'not-connected');
      const reason = 'access-revoked';
      expect(linkStatus(linkIn('reconnect-needed'), organization, later)).toEqual({ name: 'reconnect-needed', reason });
    },
  );

  test('that everybody rests, when the organization does', () => {
    expect(linkStatus(linked({ ...success, progress }), { ...CONNECTED, pausedAt: at(0) }, NOON)).toEqual({
      name: 'paused',
    });
    expect(linkStatus(undefined, { ...CONNECTED, pausedAt: at(0) }, NOON)).toEqual({ name: 'not-linked' });
  });
});

describe('E1 the list of an administrator says of a person', () => {
  const refused = {
    ...linkIn('reconnect-needed'),
    state: { ...STATES['reconnect-needed'], reason: 'key-refused' },
  } as const;
  const wait = { notBefore: at(MINUTE) };

  const table: readonly [string, Link, UserStatus][] = [
    ['who is not linked', linkIn('not-linked'), 'not-linked'],
    ['whose linking broke off', linkIn('linking'), 'not-linked'],
    ['whose link is being tidied up', linkIn('unlinking'), 'ending'],
    ['whose access ended', linkIn('reconnect-needed'), 'reconnect-needed'],
    ['whose key was refused', refused, 'key-refused'],
    ['whose link rests', { ...linked({ ...success, hold }, null), pausedAt: at(0) }, 'paused'],
    ['who is linked and has no key', linked({ ...success, hold }, null), 'key-missing'],
    ['who has just linked', linked({}), 'starting'],
    ['whose first sync runs', linked({ progress }), 'starting'],
    ['whose first sync waits for its mailbox', linked({ ...wait, progress }), 'starting'],
    ['whose mailbox throttles', linked({ ...success, ...failure('throttled'), ...wait }), 'waiting'],
    ['whose cards Sansan throttles', linked({ ...success, ...failure('cards-throttled'), ...wait }), 'waiting'],
    ['who is tried again after a wait', linked({ ...success, ...failure('throttled') }), 'waiting'],
    ['whose consent is missing', linked({ ...success, ...failure('consent-missing'), ...wait }), 'failing'],
    ['whose run failed', linked({ ...success, ...failure('cards-unavailable') }), 'failing'],
    ['whose removals are held', linked({ ...success, hold }), 'held'],
    ['whose removals are held while runs fail', linked({ ...success, ...failure('throttled'), ...wait, hold }), 'held'],
    ['who decided on them', linked({ ...success, hold: { ...hold, decision: 'keep' } }), 'working'],
    ['who asked for a sync', linked({ ...success, rebuildAsked: at(0) }), 'working'],
    ['whose sync runs', linked({ ...success, progress }), 'working'],
    ['of whom Outlook refuses cards', linked({ ...success, parked: 3 }), 'cards-refused'],
    ['of whom Outlook refuses cards while a sync runs', linked({ ...success, progress, parked: 3 }), 'cards-refused'],
    ['of whom Outlook refused every card at first', linked({ progress, parked: 3 }), 'starting'],
    ['for whom all went well', linked(success), 'working'],
  ];

  test.each(table)('%s', (_, link, status) => {
    expect(storedUserStatus(link)).toBe(status);
    expect(userStatus(link, 1)).toBe(status);
  });

  test.each(table)('%s, that the link is ending, once the connection is another one', (_, link) => {
    expect(userStatus(link, 2)).toBe(link.state.name === 'not-linked' ? 'not-linked' : 'ending');
  });
});

test.each([
  ['hanako@mihon.example.com', undefined],
  ['ichiro@mihon.example.com', 'hanako@mihon.example.com'],
  ['', 'hanako@mihon.example.com'],
])('B6 the mailbox of somebody who has the address "%s" is called another one: %s', (email, mailbox) => {
  expect(otherMailbox({ ...linkIn('linked'), email })).toBe(mailbox);
  expect(otherMailbox({ ...linkIn('not-linked'), email })).toBeUndefined();
});

describe('B6 times and paces', () => {
  test('a page is watched closely only while something moves', () => {
    expect(isMoving({ name: 'running', progress })).toBe(true);
    for (const name of ['starting', 'decided', 'unlinking'] as const) expect(isMoving({ name })).toBe(true);
    expect(isMoving({ name: 'up-to-date' })).toBe(false);
  });

  test.each([
    ['at the beginning nothing', { done: 0, since: at(-30 * SECOND) }, undefined, undefined],
    ['after a moment nothing', { done: 4, since: at(-SECOND) }, undefined, undefined],
    ['then the rate of this run, and what is left', { done: 20 }, 120, 10],
    ['without what an earlier run did', { from: 10, done: 20 }, 60, 20],
    ['in the end nothing left', { done: 40 }, 240, 0],
  ])('the pace of a run says %s', (_, run, perMinute, secondsLeft) => {
    expect(paceOf({ ...progress, ...run }, NOON)).toMatchObject({ perMinute, secondsLeft });
  });

  test.each([
    [5, 5 * MINUTE],
    [29, 29 * MINUTE],
    [0, 30 * MINUTE],
  ])('a link of slot %i is served next in so long', (slot, wait) => {
    expect(nextServed(slot, NOON)).toBe(at(wait));
    expect(nextServed(slot, new Date(NOON.getTime() + 1))).toBe(at(wait));
  });

  test.each([
    [0, 'たった今', 'just now'],
    [-59 * SECOND, 'たった今', 'just now'],
    [59 * SECOND, 'まもなく', 'in a moment'],
    [-MINUTE, '1分前', '1 minute ago'],
    [-119 * MINUTE, '1時間前', '1 hour ago'],
    [-49 * 60 * MINUTE, '2日前', '2 days ago'],
    [12 * MINUTE, '12分後', 'in 12 minutes'],
  ])('a moment %i ms away is called by its age', (milliseconds, ja, en) => {
    expect([formatAge(at(milliseconds), NOON, 'ja'), formatAge(at(milliseconds), NOON, 'en')]).toEqual([ja, en]);
  });

  test('minutes are rounded up, and never none', () => {
    expect([0, 60, 61].map((seconds) => formatMinutes(seconds, 'ja'))).toEqual(['1分', '1分', '2分']);
    expect(formatMinutes(61, 'en')).toBe('2 minutes');
  });
});
