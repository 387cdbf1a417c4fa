import { administratorRoute } from './portal-route.ts';
import { showOrganization } from './show-organization.ts';

const route = 'organization/microsoft-365';

administratorRoute('organization-screen', { method: 'GET', route }, async (call) => {
  const revoked = call.request.query.get('done') === 'revoked';
  return showOrganization(call, revoked ? { notice: call.words.consentLink.revoked } : {});
});
