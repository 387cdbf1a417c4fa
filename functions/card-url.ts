import { setCardUrl } from '../shared/organizations/card-url.ts';
import { administratorRoute } from './portal-route.ts';
import { redirectTo } from './reply.ts';
import { showOrganizationSettings } from './show-organization-settings.ts';

const route = 'organization/microsoft-365/settings/card-url';

administratorRoute('card-url', { method: 'POST', route }, async (call) => {
  const { services, session, language, words, form } = call;
  const typed = form.get('cardUrl') ?? '';
  const hosts = services.settings.CARD_URL_HOSTS;
  if (await setCardUrl(services, session, typed, hosts)) {
    return redirectTo('/organization/microsoft-365/settings?done=card-url');
  }
  const named = new Intl.ListFormat(language, { type: 'disjunction' }).format(hosts);
  return showOrganizationSettings(call, { error: { typed, message: words.organization.cardUrlInvalid(named) } });
});
