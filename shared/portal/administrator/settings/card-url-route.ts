import { setCardUrl } from '../../../organizations/card-url.ts';
import { administratorRoute } from '../../http/portal-route.ts';
import { redirectTo } from '../../http/response.ts';
import { showOrganizationSettings } from './show-organization-settings.ts';

const route = 'organization/microsoft-365/settings/card-url';

administratorRoute('card-url', { method: 'POST', route }, async (call) => {
  const { services, session, words, form } = call;
  const typed = form.get('cardUrl') ?? '';
  const entered = { typed, seen: form.get('seen') ?? '' };
  switch (await setCardUrl(services, session, entered, services.settings.CARD_URL_HOSTS)) {
    case 'kept':
      return redirectTo('/organization/microsoft-365/settings?done=card-url');
    case 'invalid':
      return showOrganizationSettings(call, { error: { typed, message: words.organization.cardUrlInvalid } });
    case 'overtaken':
      return showOrganizationSettings(call, { error: { typed, message: words.settingsForms.overtaken } });
  }
});
