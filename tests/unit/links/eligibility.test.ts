import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { DAY, MINUTE } from '../../../shared/clock.ts';
import { instant } from '../../../shared/ids.ts';
import { type Eligibility, eligibility, isActive, isOver } from '../../../shared/links/eligibility.ts';
import type { Link, LinkState } from '../../../shared/links/link.ts';
import { newOrganization, type Organization } from '../../../shared/organizations/organization.ts';
import { CARD_KEY, linkIn, NOON, STATES } from '../fixtures/links.ts';
import { CONNECTED } from '../fixtures/organizations.ts';

const ago = (milliseconds: number) => instant(NOON.getTime() - milliseconds);
const off: Organization = { ...CONNECTED, contacts: { state: 'off', generation: 1 } };
const neverConnected: Organization = newOrganization(CONNECTED.id, '見本商事', true);
const waiting: Organization = {
  ...CONNECTED,
  contacts: { ...CONNECTED.contacts, state: 'waiting', until: ago(-DAY), failure: null } as Organization['contacts'],
};
const renewed: Organization = { ...CONNECTED, contacts: { ...CONNECTED.contacts, generation: 2 } };
const lapsed: Organization = { ...CONNECTED, entitled: false };
const paused: Organization = { ...CONNECTED, pausedAt: ago(1) };

const inState = (state: LinkState): Link => ({ ...linkIn('linked'), cardKey: CARD_KEY, state });
const linked = (changes: Partial<Link> = {}): Link => ({ ...inState(STATES.linked), ...changes });
const told = (notBefore: number): Link => linked({ sync: { ...linked().sync, notBefore: ago(-notBefore) } });
const linking = (age: number) => inState({ ...STATES.linking, since: ago(age) });
const stopped = (age: number) => inState({ ...STATES['reconnect-needed'], stoppedAt: ago(age) });

test.each<[string, Organization | undefined, Eligibility['kind'], boolean]>([
  ['stands', CONNECTED, 'eligible', true],
  ['was ended', off, 'disconnected', false],
  ['was never made', neverConnected, 'disconnected', false],
  ['waits for its consent', waiting, 'disconnected', false],
  ['was renewed', renewed, 'disconnected', true],
  ['rests since the plan lapsed', lapsed, 'plan-lapsed', false],
  ['rests since the administrator paused it', paused, 'organization-paused', true],
  ['is of an organization that is gone', undefined, 'disconnected', false],
])('A6, B2 a link is served as its connection says that %s', (_, organization, kind, active) => {
  expect(eligibility(linked(), organization, NOON).kind).toBe(kind);
  expect(isActive(organization)).toBe(active);
});

describe('B6, C11 one is served, or not, for one reason', () => {
  const reason = 'access-revoked';

  test.each<[string, Link | undefined, Organization | undefined, Eligibility]>([
    ['that nobody has', undefined, CONNECTED, { kind: 'not-linked' }],
    ['that was never made', inState(STATES['not-linked']), CONNECTED, { kind: 'not-linked' }],
    ['that was never made, of an organization that is gone', linkIn('not-linked'), undefined, { kind: 'not-linked' }],
    ['that its user ended', inState(STATES.unlinking), CONNECTED, { kind: 'unlinking' }],
    ['that its user ended before the connection', inState(STATES.unlinking), off, { kind: 'unlinking' }],
    ['whose connection ended', linked(), off, { kind: 'disconnected' }],
    [
      'whose plan lapsed and whose connection ended',
      linked(),
      { ...off, ...lapsed, contacts: off.contacts },
      { kind: 'disconnected' },
    ],
    ['that is being made', linking(DAY), CONNECTED, { kind: 'linking' }],
    ['that is being made while everybody rests', linking(DAY), paused, { kind: 'linking' }],
    ['whose making broke off more than a day ago', linking(DAY + 1), CONNECTED, { kind: 'linking-expired' }],
    ['whose making broke off, and whose connection ended', linking(DAY + 1), off, { kind: 'disconnected' }],
    ['that waits for its user', stopped(30 * DAY), CONNECTED, { kind: 'reconnect-needed', reason }],
    ['that waits for its user while everybody rests', stopped(DAY), paused, { kind: 'reconnect-needed', reason }],
    [
      'that waited for its user for more than 30 days',
      stopped(30 * DAY + 1),
      CONNECTED,
      { kind: 'reconnect-expired', reason },
    ],
    [
      'that waited so long, and whose plan lapsed',
      stopped(30 * DAY + 1),
      lapsed,
      { kind: 'reconnect-expired', reason },
    ],
    ['that waits for its user, and whose connection ended', stopped(DAY), off, { kind: 'disconnected' }],
    ['that waits for its user, and whose plan lapsed', stopped(DAY), lapsed, { kind: 'plan-lapsed' }],
    ['that is being made, and whose plan lapsed', linking(DAY), lapsed, { kind: 'plan-lapsed' }],
    ['whose plan lapsed while everybody rests', linked(), { ...lapsed, pausedAt: ago(1) }, { kind: 'plan-lapsed' }],
    ['that rests with everybody', linked({ pausedAt: ago(1) }), paused, { kind: 'organization-paused' }],
    ['that rests', linked({ pausedAt: ago(1), cardKey: null }), CONNECTED, { kind: 'paused' }],
    ['without a key', { ...told(1), cardKey: null }, CONNECTED, { kind: 'key-missing' }],
    ['whose mailbox asked to wait', told(1), CONNECTED, { kind: 'waiting', until: ago(-1) }],
    [
      'that waited long enough',
      told(0),
      CONNECTED,
      { kind: 'eligible', link: told(0), linked: STATES.linked, cardKey: CARD_KEY },
    ],
    [
      'that nothing stops',
      linked(),
      CONNECTED,
      { kind: 'eligible', link: linked(), linked: STATES.linked, cardKey: CARD_KEY },
    ],
  ])('%s', (_, link, organization, answer) => {
    expect(eligibility(link, organization, NOON)).toEqual(answer);
  });
});

describe('C11, D1 all that is left to do is to tidy up after a link', () => {
  test.each<[string, Link, Organization | undefined, boolean]>([
    ['that was never made', inState(STATES['not-linked']), undefined, false],
    ['that is linked', linked(), CONNECTED, false],
    ['that is linked, for ever so long', inState({ ...STATES.linked, since: ago(900 * DAY) }), CONNECTED, false],
    ['whose connection ended', linked(), off, true],
    ['whose plan lapsed', linked(), lapsed, false],
    ['that rests', linked({ pausedAt: ago(MINUTE) }), paused, false],
    ['without a key', linked({ cardKey: null }), CONNECTED, false],
    ['whose mailbox asked to wait', told(1), CONNECTED, false],
    ['that its user ended', inState(STATES.unlinking), CONNECTED, true],
    ['that is being made', linking(DAY), CONNECTED, false],
    ['whose making broke off more than a day ago', linking(DAY + 1), CONNECTED, true],
    ['that waits for its user', stopped(30 * DAY), CONNECTED, false],
    ['that waited for its user for more than 30 days', stopped(30 * DAY + 1), CONNECTED, true],
    ['that waits for its user, and whose connection ended', stopped(DAY), off, true],
  ])('%s', (_, link, organization, over) => {
    expect(isOver(eligibility(link, organization, NOON))).toBe(over);
  });
});

test('D2 generations are compared where attempts, connections and links are, and nowhere else', () => {
  const compares = /\bgeneration\s*(?:[!=]==(?! undefined)|[<>]=?)|(?:[!=]==|\s[<>]=?)\s*[\w.?@]*\bgeneration\b/;
  const files = globSync('{shared,functions}/**/*.ts').filter((path) => compares.test(readFileSync(path, 'utf8')));
  expect(files.map((path) => path.replaceAll('\\', '/')).sort()).toEqual([
    // What came back from a consent or a sign-in, and the connection as it is now.
    'shared/consent/admin-consent.ts',
    'shared/consent/consent-status.ts',
    'shared/consent/finish-connecting.ts',
    'shared/links/eligibility.ts',
    'shared/links/linking/link-sign-in.ts',
    // The page that a person saw, and the connection as it is now.
    'shared/offboarding/disconnect.ts',
    // The same as `isOfEarlierConnection`, in the query language.
    'shared/storage/cosmos-users.ts',
  ]);
});
