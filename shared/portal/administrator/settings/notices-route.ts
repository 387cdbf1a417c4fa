import { chooseNotices } from '../../../notifications/choose-notifications.ts';
import { administratorRoute } from '../../http/portal-route.ts';
import { pageReply, redirectTo } from '../../http/response.ts';
import { showOrganizationSettings } from './show-organization-settings.ts';
import { webhookSecretPage } from './webhook-secret-page.ts';

const route = 'organization/microsoft-365/notices';

administratorRoute('notices', { method: 'POST', route, limited: 'notices' }, async (call) => {
  const { services, session, language, words, form } = call;
  const typed = { to: form.get('to') ?? '', webhook: form.get('webhook') ?? '', seen: form.get('seen') ?? '' };
  const chosen = await chooseNotices(services.notices, session, language, typed);
  if (chosen.kind === 'invalid') return showOrganizationSettings(call, { wrongNotices: { typed, ...chosen } });
  if (chosen.kind === 'overtaken') {
    return showOrganizationSettings(call, { wrongNotices: { typed, to: 'overtaken', webhook: undefined } });
  }
  // The answer is the page itself: the secret is shown nowhere else, so there is nothing to redirect to.
  if (chosen.secret !== undefined) return pageReply(webhookSecretPage(words, chosen.secret));
  return redirectTo('/organization/microsoft-365/settings?done=notices');
});
