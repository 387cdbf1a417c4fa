import { administratorRoute } from './portal-route.ts';
import { showOrganization } from './show-organization.ts';

administratorRoute('organization-screen', { method: 'GET', route: 'organization/microsoft-365' }, async (call) => {
  const { request, words } = call;
  switch (request.query.get('done')) {
    case 'key':
      return showOrganization(call, { notice: words.organization.keyAccepted });
    case 'card-url':
      return showOrganization(call, { notice: words.organization.cardUrlSaved });
    case 'notices':
      return showOrganization(call, { notice: words.notices.kept });
    default:
      return showOrganization(call);
  }
});
