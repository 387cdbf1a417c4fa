import { describe, expect, test } from '@jest/globals';
import { DAY, HOUR } from '../../../shared/clock.ts';
import { type Instant, instant } from '../../../shared/ids.ts';
import type { Link, LinkState } from '../../../shared/links/link.ts';
import { dueForAdministrators, dueForUser } from '../../../shared/notifications/due.ts';
import type { Organization } from '../../../shared/organizations/organization.ts';
import { linkIn, NOON, STATES } from '../fixtures/links.ts';
import { CONNECTED } from '../fixtures/organizations.ts';

const ago = (milliseconds: number): Instant => instant(NOON.getTime() - milliseconds);

describe('E3 a user is told', () => {
  const inState = (state: LinkState): Link => ({ ...linkIn('linked'), state });
  const stopped = inState(STATES['reconnect-needed']);
  const refused = inState({ ...STATES['reconnect-needed'], reason: 'key-refused' });
  const held = (decision: 'apply' | null): Link => {
    const link = linkIn('linked');
    return { ...link, sync: { ...link.sync, hold: { removals: 9, of: 9, since: ago(HOUR), decision } } };
  };
  const told = (link: Link, notices: Partial<Link['notices']>): Link => ({
    ...link,
    notices: { off: false, told: {}, ...notices },
  });

  test.each<[string, Link, ReturnType<typeof dueForUser>]>([
    ['nothing while the link works', linkIn('linked'), undefined],
    ['nothing before there is a link', linkIn('not-linked'), undefined],
    ['nothing while a link ends', linkIn('unlinking'), undefined],
    ['that a new sign-in is needed', stopped, 'reconnect-needed'],
    [
      'the same of a mailbox that is gone',
      inState({ ...STATES['reconnect-needed'], reason: 'no-mailbox' }),
      'reconnect-needed',
    ],
    ['that the key was refused', refused, 'key-refused'],
    ['that removals are held', held(null), 'hold'],
    ['nothing of a hold that was decided', held('apply'), undefined],
    ['not twice within a day', told(stopped, { told: { 'reconnect-needed': ago(DAY - 1) } }), undefined],
    ['again after a day', told(stopped, { told: { 'reconnect-needed': ago(DAY) } }), 'reconnect-needed'],
    ['one thing though another was told today', told(refused, { told: { hold: ago(HOUR) } }), 'key-refused'],
    ['nothing once switched off', told(stopped, { off: true }), undefined],
  ])('%s', (_, link, kind) => {
    expect(dueForUser(link, CONNECTED, NOON)).toBe(kind);
  });

  test('of a hold also while the link rests, lacks a key or waits: what is decided counts later', () => {
    const link = held(null);
    const later = instant(NOON.getTime() + HOUR);
    for (const resting of [
      { ...link, pausedAt: ago(HOUR) },
      { ...link, sync: { ...link.sync, notBefore: later } },
    ]) {
      expect(dueForUser(resting, CONNECTED, NOON)).toBe('hold');
    }
    expect(dueForUser(link, { ...CONNECTED, pausedAt: ago(HOUR) }, NOON)).toBe('hold');
  });

  test.each<[string, Organization | undefined]>([
    ['the plan has lapsed', { ...CONNECTED, entitled: false }],
    ['the connection ended', { ...CONNECTED, contacts: { state: 'off', generation: 2 } }],
    ['the organization is not known', undefined],
  ])('nothing while %s: there would be nothing to do', (_, organization) => {
    expect(dueForUser(stopped, organization, NOON)).toBeUndefined();
  });
});

describe('E3 administrators are told', () => {
  const mail = { ...CONNECTED.notices, to: ['admin@mihon.example.com'] };
  const missing = (proven: boolean): Organization['contacts'] => ({
    state: 'connected',
    generation: 1,
    tenantId: STATES.linked.mailbox.tenantId,
    since: ago(9 * DAY),
    provenBy: 'admin',
    missing: { since: ago(HOUR), proven, cause: 'approval-required', aadsts: null, correlationId: null },
  });
  const lapsed = { entitled: false, lapsedAt: ago(2 * DAY) };

  test.each<[string, Partial<Organization>, readonly string[]]>([
    ['of holds, as far as there are any', {}, ['holds']],
    ['of a missing consent', { contacts: missing(true) }, ['consent-missing', 'holds']],
    ['not of one that only a browser spoke of', { contacts: missing(false) }, ['holds']],
    ['not twice within a day', { notices: { ...mail, told: { holds: ago(DAY - 1) } } }, []],
    ['again after a day', { notices: { ...mail, told: { holds: ago(DAY) } } }, ['holds']],
    ['of a plan that lapsed, and of nothing else', { ...lapsed, contacts: missing(true) }, ['plan']],
    ['of a plan of which nobody saw when it lapsed', { entitled: false }, ['plan']],
    ['of one lapse once', { ...lapsed, notices: { ...mail, told: { plan: ago(DAY) } } }, []],
    ['of the next lapse again', { ...lapsed, notices: { ...mail, told: { plan: ago(3 * DAY) } } }, ['plan']],
    [
      'of two lapses within a day once',
      { ...lapsed, lapsedAt: ago(HOUR), notices: { ...mail, told: { plan: ago(2 * HOUR) } } },
      [],
    ],
    ['nothing without a connection', { contacts: { state: 'off', generation: 2 } }, []],
    ['nothing when they named nobody', { notices: CONNECTED.notices, contacts: missing(true) }, []],
    [
      'by webhook alone as well',
      { notices: { ...CONNECTED.notices, webhook: { url: 'https://example.com', secret: STATES.linked.tokens } } },
      ['holds'],
    ],
  ])('%s', (_, changes, kinds) => {
    expect(dueForAdministrators({ ...CONNECTED, notices: mail, ...changes }, NOON)).toEqual(kinds);
  });
});
