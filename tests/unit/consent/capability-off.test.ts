import { describe, expect, test } from '@jest/globals';
import type { ConsentDependencies } from '../../../shared/consent/admin-consent.ts';
import { makeConsentLink } from '../../../shared/consent/consent-link.ts';
import { startChecking, startConnecting } from '../../../shared/consent/start-connecting.ts';
import { WORDS } from '../../../shared/i18n/words.ts';
import type { Session } from '../../../shared/identity/session.ts';
import { instant } from '../../../shared/ids.ts';
import { connectionSection } from '../../../shared/portal/administrator/connection/connection-section.ts';
import { linkKey, NOON, STATES } from '../fixtures/links.ts';

const { tenantId } = STATES.linked.mailbox;
const touched = async (): Promise<never> => {
  throw new Error('Nothing may be touched.');
};
const deps: ConsentDependencies = {
  clock: { now: () => NOON },
  organizations: { read: touched, change: touched },
  attempts: { save: touched, read: touched, take: touched },
  consentLinks: { save: touched, read: touched },
  signInFor: () => undefined,
  consentCallbackUri: '',
  proofCallbackUri: '',
  consentLinkUri: '',
  acceptedRoles: [],
  activity: { record: touched, recent: touched },
  log: { record: () => undefined },
};
const session: Session = {
  id: 'session',
  person: {
    ...linkKey(),
    name: '見本 花子',
    verifiedEmail: '',
    organizationName: '見本商事',
    administrator: true,
    entitled: true,
  },
  csrfToken: 'csrf',
  startedAt: instant(NOON),
  seenAt: instant(NOON),
  expiresAt: instant(NOON),
};

describe('A5 a capability whose app registration is not set', () => {
  test.each([
    ['connected', startConnecting],
    ['checked', startChecking],
    ['asked for by a link', makeConsentLink],
  ])('cannot be %s', async (_, start) => {
    expect(await start(deps, session, 'mail', tenantId)).toEqual({ kind: 'capability-off' });
  });

  test('is said to be off, without a form', async () => {
    const section = await connectionSection({
      language: 'ja',
      words: WORDS.ja,
      csrfToken: 'csrf',
      now: NOON,
      portal: 'https://portal.example',
      capability: 'mail',
      connection: { state: 'off', generation: 0 },
      ownTenant: undefined,
      available: false,
      subject: undefined,
      asker: { name: '見本 花子', verifiedEmail: '' },
      affected: 0,
      ending: 0,
      error: undefined,
    });
    expect(String(section)).toContain(WORDS.ja.organization.mailOff);
    expect(String(section)).not.toContain('<form');
  });
});
