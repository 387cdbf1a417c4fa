import { setCardUrl } from '../shared/organizations/card-url.ts';
import { administratorRoute } from './portal-route.ts';
import { redirectTo } from './reply.ts';
import { showOrganization } from './show-organization.ts';

const route = 'organization/microsoft-365/card-url';

administratorRoute('card-url', { method: 'POST', route }, async (call) => {
  const { services, session, words, form } = call;
  const typed = form.get('cardUrl') ?? '';
  const { organizationId } = session.person;
  const kept = await setCardUrl(services.organizations, organizationId, typed, services.settings.CARD_URL_HOSTS);
  if (kept) return redirectTo('/organization/microsoft-365?done=card-url');
  return showOrganization(call, { error: { field: 'cardUrl', typed, message: words.organization.cardUrlInvalid } });
});
