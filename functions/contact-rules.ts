import { chooseContactRules } from '../shared/organizations/choosing-contact-rules.ts';
import { administratorRoute } from './portal-route.ts';
import { redirectTo, refuse } from './reply.ts';

const route = 'organization/microsoft-365/settings/contact-rules';

administratorRoute('contact-rules', { method: 'POST', route }, async ({ services, session, form }) => {
  const chosen = { written: form.getAll('written'), phones: form.get('phones') };
  const kept = await chooseContactRules(services, session, chosen);
  return kept ? redirectTo('/organization/microsoft-365/settings?done=contact-rules') : refuse('unreadable');
});
