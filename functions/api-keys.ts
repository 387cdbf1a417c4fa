import { supplyKey } from '../shared/links/card-keys.ts';
import { TABS } from '../shared/portal/pages/administrator/screen.ts';
import { sealAddress, showKeys } from './keys-view.ts';
import { administratorRoute } from './portal-route.ts';
import { redirectTo } from './reply.ts';

const route = 'organization/microsoft-365/api-keys';

administratorRoute('api-keys', { method: 'POST', route, limited: 'key-entry' }, async (call) => {
  const { services, session, words, form } = call;
  const email = form.get('email') ?? '';
  const outcome = await supplyKey(services.keys, {
    organizationId: session.person.organizationId,
    email,
    apiKey: form.get('apiKey') ?? '',
    by: 'administrator',
    actor: session.person.name,
    userId: undefined,
  });
  if (outcome !== 'accepted') return showKeys(call, { email, error: words.keyProblems[outcome] });
  const registered = await sealAddress(call, email.trim());
  return redirectTo(`${TABS.keys}?registered=${registered}`);
});
