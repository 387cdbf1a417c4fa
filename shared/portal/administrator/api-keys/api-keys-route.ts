import { supplyKey } from '../../../api-keys/supply-key.ts';
import { administratorRoute } from '../../http/portal-route.ts';
import { redirectTo } from '../../http/response.ts';
import { TABS } from '../administrator-screen.ts';
import { sealAddress, showKeys } from './show-keys.ts';

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
