import * as z from 'zod';
import { makeConsentLink, revokeConsentLink } from '../../../consent/consent-link.ts';
import { startChecking, startConnecting } from '../../../consent/start-connecting.ts';
import { readTypedTenant } from '../../../consent/typed-tenant.ts';
import type { Words } from '../../../i18n/words.ts';
import type { Session } from '../../../identity/session.ts';
import { disconnect, linksOf } from '../../../offboarding/disconnect.ts';
import { type FlashMessage, OWN_NOTE } from '../../components/flash-message.ts';
import { questionPage } from '../../components/question-page.ts';
import { consentLinkMadePage } from '../../consent/consent-link-page.ts';
import { showConnectStep } from '../../consent/show-connect-step.ts';
import { type Flash, pageResponse, redirectSaying, redirectTo, refuse } from '../../http/response.ts';
import { administratorAlwaysRoute, administratorRoute, type Call, type Route } from '../../http/route.ts';
import { readOrganization, TABS } from '../administrator-screen.ts';
import { capabilityRoute, ofCapability, showNotBegun } from './capability-route.ts';
import { showOrganization } from './show-organization.ts';

const formSchema = z.object({
  generation: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
});

function flashOf({ consentLink, organization }: Words, flash: Flash | undefined): FlashMessage | undefined {
  switch (flash?.said) {
    case 'revoked':
      return consentLink.revoked;
    case 'ended':
      return OWN_NOTE;
    case 'connected-before':
      return organization.connectedBefore;
    case 'not-ended':
      return { warning: organization.notEnded };
    default:
      return undefined;
  }
}

/** What asks for a consent is limited, where it names a tenant. */
const CONNECTING = {
  limited: 'connect',
  isReadable: ({ form }) => readTypedTenant(form.get('tenantId') ?? '').kind === 'tenant',
} as const satisfies Pick<Route, 'limited' | 'isReadable'>;

/** The tenant to connect: the company's own, or else the one that was typed. */
function tenantOf({ services: { settings }, form }: Call<Session>): string {
  return settings.PORTAL_SIGN_IN === 'entra' ? settings.PORTAL_TENANT_ID : (form.get('tenantId') ?? '');
}

export const CONNECTION_ROUTES: readonly Route[] = [
  administratorRoute('organization-screen', { method: 'GET', path: '/organization/microsoft-365' }, (call) =>
    showOrganization(call, { flash: flashOf(call.words, call.flash) }),
  ),

  capabilityRoute('check-consent', { path: 'check', ...CONNECTING }, async (call, capability) => {
    const { services, session } = call;
    const start = await startChecking(services.connecting, session, capability, tenantOf(call));
    return start.kind === 'redirect' || start.kind === 'failed'
      ? showConnectStep(call, start)
      : showNotBegun(call, capability, start);
  }),

  capabilityRoute('connect', { path: 'connect', ...CONNECTING }, async (call, capability) => {
    const { services, session } = call;
    const start = await startConnecting(services.connecting, session, capability, tenantOf(call));
    return start.kind === 'redirect' ? redirectTo(start.url) : showNotBegun(call, capability, start);
  }),

  // Answered without a redirect: the link itself is not stored, so no other page could show it.
  capabilityRoute('make-consent-link', { path: 'consent-link', ...CONNECTING }, async (call, capability) => {
    const { services, session, words, language } = call;
    const made = await makeConsentLink(services.connecting, session, capability, tenantOf(call));
    if (made.kind !== 'made') return showNotBegun(call, capability, made);
    const { organizationName: organization, name: madeBy } = session.person;
    return pageResponse(consentLinkMadePage({ words, language, organization, madeBy }, made));
  }),

  capabilityRoute(
    'revoke-consent-link',
    { path: 'consent-link/revoke', limited: 'ending' },
    async ({ services, session }, capability) => {
      await revokeConsentLink(services.connecting, session, capability);
      return redirectSaying(TABS.connection, 'revoked');
    },
  ),

  administratorAlwaysRoute(
    'disconnect-question',
    { method: 'GET', path: '/organization/microsoft-365/:capability/disconnect' },
    ofCapability(async ({ services, session, words }, capability) => {
      const text = words.organization;
      const { organizationId } = session.person;
      const connection = (await services.organizations.read(organizationId))?.organization[capability];
      if (connection === undefined || connection.state === 'off') return redirectTo(TABS.connection);
      const users = await linksOf(services, organizationId);
      const contacts = capability === 'contacts';
      return pageResponse(
        questionPage(words, session.csrfToken, {
          title: text.disconnectTitle[capability],
          text: contacts ? text.disconnectExplanation(users) : [text.disconnectMail],
          action: `${TABS.connection}/${capability}/disconnect`,
          fields: { generation: String(connection.generation) },
          confirm: contacts ? text.disconnectConfirm : text.disconnectMailConfirm,
          ends: true,
          back: TABS.connection,
        }),
      );
    }),
  ),

  administratorAlwaysRoute(
    'disconnect',
    {
      method: 'POST',
      path: '/organization/microsoft-365/:capability/disconnect',
      screen: TABS.connection,
      limited: 'ending',
    },
    ofCapability(async (call, capability) => {
      const { services, session, form } = call;
      const seen = formSchema.safeParse(Object.fromEntries(form));
      if (!seen.success) return refuse('unreadable');
      const ended = await disconnect(services, session, capability, seen.data.generation);
      const isOff = ended || (await readOrganization(call))[capability].state === 'off';
      return redirectSaying(TABS.connection, isOff ? 'ended' : 'not-ended');
    }),
  ),
];
