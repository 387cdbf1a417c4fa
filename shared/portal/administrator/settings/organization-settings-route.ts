import { administratorRoute } from '../../http/portal-route.ts';
import { showOrganizationSettings } from './show-organization-settings.ts';

const route = 'organization/microsoft-365/settings';

administratorRoute('organization-settings', { method: 'GET', route }, async (call) => {
  const { request, words } = call;
  switch (request.query.get('done')) {
    case 'card-url':
      return showOrganizationSettings(call, { notice: words.organization.cardUrlSaved });
    case 'contact-rules':
      return showOrganizationSettings(call, { notice: words.contactRules.saved });
    case 'notices':
      return showOrganizationSettings(call, { notice: words.notices.kept });
    default:
      return showOrganizationSettings(call);
  }
});
