import { revokeConsentLink } from '../../../consent/consent-link.ts';
import { redirectTo } from '../../http/response.ts';
import { capabilityRoute } from './capability-route.ts';

capabilityRoute('revoke-consent-link', { path: 'consent-link/revoke' }, async ({ services, session }, capability) => {
  await revokeConsentLink(services.connecting, session, capability);
  return redirectTo('/organization/microsoft-365?done=revoked');
});
