import { chooseNotifications } from '../../../notifications/choose-notifications.ts';
import { sendTrial } from '../../../notifications/deliver.ts';
import { setCardUrl } from '../../../organizations/card-url.ts';
import { chooseContactRules } from '../../../organizations/choose-contact-rules.ts';
import { pageResponse, redirectTo, refuse } from '../../http/response.ts';
import { administratorRoute, type Route } from '../../http/route.ts';
import { TABS } from '../administrator-screen.ts';
import { showOrganizationSettings } from './show-organization-settings.ts';
import { webhookSecretPage } from './webhook-secret-page.ts';

export const SETTINGS_ROUTES: readonly Route[] = [
  administratorRoute(
    'notices',
    { method: 'POST', path: '/organization/microsoft-365/notices', screen: TABS.connection, limited: 'notices' },
    async (call) => {
      const { services, session, language, words, form } = call;
      const typed = { to: form.get('to') ?? '', webhook: form.get('webhook') ?? '', seen: form.get('seen') ?? '' };
      const chosen = await chooseNotifications(services.notices, session, language, typed);
      if (chosen.kind === 'invalid')
        return showOrganizationSettings(call, { wrongNotifications: { typed, ...chosen } });
      if (chosen.kind === 'overtaken') {
        return showOrganizationSettings(call, { wrongNotifications: { typed, to: 'overtaken', webhook: undefined } });
      }
      // The answer is the page itself: the secret is shown nowhere else, so there is nothing to redirect to.
      if (chosen.secret !== undefined) return pageResponse(webhookSecretPage(words, chosen.secret));
      return redirectTo('/organization/microsoft-365/settings?done=notices');
    },
  ),

  administratorRoute(
    'try-notices',
    {
      method: 'POST',
      path: '/organization/microsoft-365/notices/try',
      screen: TABS.connection,
      limited: 'notices-trial',
    },
    async ({ services, session }) => {
      await sendTrial(services.notices, session);
      return redirectTo('/organization/microsoft-365/settings#notices');
    },
  ),

  administratorRoute(
    'organization-settings',
    { method: 'GET', path: '/organization/microsoft-365/settings' },
    async (call) => {
      const { request, words } = call;
      switch (request.query.get('done')) {
        case 'card-url':
          return showOrganizationSettings(call, { flash: words.organization.cardUrlSaved });
        case 'contact-rules':
          return showOrganizationSettings(call, { flash: words.contactRules.saved });
        case 'notices':
          return showOrganizationSettings(call, { flash: words.notifications.kept });
        default:
          return showOrganizationSettings(call);
      }
    },
  ),

  administratorRoute(
    'card-url',
    { method: 'POST', path: '/organization/microsoft-365/settings/card-url', screen: TABS.settings },
    async (call) => {
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
    },
  ),

  administratorRoute(
    'contact-rules',
    { method: 'POST', path: '/organization/microsoft-365/settings/contact-rules', screen: TABS.settings },
    async (call) => {
      const { services, session, form } = call;
      const chosen = { written: form.getAll('written'), phones: form.get('phones'), seen: form.get('seen') ?? '' };
      const outcome = await chooseContactRules(services, session, chosen);
      if (outcome === 'unreadable') return refuse('unreadable');
      if (outcome === 'kept') return redirectTo('/organization/microsoft-365/settings?done=contact-rules');
      return showOrganizationSettings(call, { rules: outcome.overtaken });
    },
  ),
];
