import { chooseContactRules } from '../../../organizations/choose-contact-rules.ts';
import { administratorRoute } from '../../http/portal-route.ts';
import { redirectTo, refuse } from '../../http/response.ts';
import { showOrganizationSettings } from './show-organization-settings.ts';

const route = 'organization/microsoft-365/settings/contact-rules';

administratorRoute('contact-rules', { method: 'POST', route }, async (call) => {
  const { services, session, form } = call;
  const chosen = { written: form.getAll('written'), phones: form.get('phones'), seen: form.get('seen') ?? '' };
  const outcome = await chooseContactRules(services, session, chosen);
  if (outcome === 'unreadable') return refuse('unreadable');
  if (outcome === 'kept') return redirectTo('/organization/microsoft-365/settings?done=contact-rules');
  return showOrganizationSettings(call, { rules: outcome.overtaken });
});
