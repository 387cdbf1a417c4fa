import { revokeConsentLink } from '../shared/organizations/consent-link.ts';
import { capabilityRoute } from './capability-route.ts';
import { redirectTo } from './reply.ts';

capabilityRoute('revoke-consent-link', { path: 'consent-link/revoke' }, async ({ services, session }, capability) => {
  await revokeConsentLink(services.connecting, session, capability);
  return redirectTo('/organization/microsoft-365?done=revoked');
});
