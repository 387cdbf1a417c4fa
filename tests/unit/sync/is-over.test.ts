import { describe, expect, test } from '@jest/globals';
import { DAY } from '../../../shared/clock.ts';
import { activeConnection, hasEnded, servedConnection } from '../../../shared/consent/active-connection.ts';
import { instant, organizationIdSchema, tenantIdSchema } from '../../../shared/ids.ts';
import type { LinkState } from '../../../shared/links/link.ts';
import { newOrganization, type Organization } from '../../../shared/organizations/organization.ts';
import { isOver } from '../../../shared/sync/is-over.ts';
import { NOON, STATES } from '../fixtures/links.ts';

const ago = (milliseconds: number) => instant(NOON.getTime() - milliseconds);
const connected: Organization = {
  ...newOrganization(organizationIdSchema.parse('mihon'), '見本商事', true),
  contacts: {
    state: 'connected',
    generation: 1,
    tenantId: tenantIdSchema.parse('11111111-0000-4000-8000-000000000001'),
    since: ago(DAY),
    provenBy: 'admin@mihon.example.com',
  },
};
const off: Organization = { ...connected, contacts: { state: 'off', generation: 1 } };
const waiting: Organization = newOrganization(connected.id, '見本商事', true);
const renewed: Organization = { ...connected, contacts: { ...connected.contacts, generation: 2 } };
const lapsed: Organization = { ...connected, entitled: false };
const paused: Organization = { ...connected, pausedAt: ago(1) };

describe('A6, C11, D2 a connection', () => {
  test.each<[string, Organization | undefined, boolean, boolean, boolean]>([
    ['stands', connected, false, true, true],
    ['was ended', off, true, false, false],
    ['was never made', waiting, true, false, false],
    ['was renewed', renewed, true, false, false],
    ['rests since the plan lapsed', lapsed, false, false, false],
    ['rests since the administrator paused it', paused, false, true, false],
    ['is of an organization that is gone', undefined, true, false, false],
  ])('a connection %s', (_, organization, ended, stands, served) => {
    const contacts = organization?.contacts;
    expect(hasEnded(organization, 1)).toBe(ended);
    expect(activeConnection(organization, 1)).toEqual(stands ? contacts : undefined);
    expect(servedConnection(organization, 1)).toEqual(served ? contacts : undefined);
  });
});

describe('C11, D1, D2 all that is left to do is to tidy up after a link', () => {
  const linking = (age: number): LinkState => ({ ...STATES.linking, since: ago(age) });
  const stopped = (age: number): LinkState => ({ ...STATES['reconnect-needed'], stoppedAt: ago(age) });

  test.each<[string, LinkState, Organization | undefined, boolean]>([
    ['that was never made', STATES['not-linked'], undefined, false],
    ['that is linked', STATES.linked, connected, false],
    ['that is linked, for ever so long', { ...STATES.linked, since: ago(900 * DAY) }, connected, false],
    ['whose connection ended', STATES.linked, off, true],
    ['whose plan lapsed', STATES.linked, lapsed, false],
    ['that its user ended', STATES.unlinking, connected, true],
    ['that is being made', linking(DAY), connected, false],
    ['whose making broke off more than a day ago', linking(DAY + 1), connected, true],
    ['that waits for its user', stopped(30 * DAY), connected, false],
    ['that waited for its user for more than 30 days', stopped(30 * DAY + 1), connected, true],
    ['that waits for its user, and whose connection ended', stopped(DAY), off, true],
  ])('%s', (_, state, organization, over) => {
    expect(isOver({ state }, organization, NOON)).toBe(over);
  });
});
