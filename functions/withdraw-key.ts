import { withdrawKey } from '../shared/links/withdraw-key.ts';
import { sealAddress } from './keys-view.ts';
import { administratorRoute } from './portal-route.ts';
import { redirectTo } from './reply.ts';

const route = 'organization/microsoft-365/api-keys/withdraw';

administratorRoute('withdraw-key', { method: 'POST', route }, async (call) => {
  const { services, session, form } = call;
  const email = form.get('email') ?? '';
  await withdrawKey(services.keys, session.person.organizationId, email, session.person.name);
  return redirectTo(`/organization/microsoft-365/api-keys?withdrawn=${await sealAddress(call, email)}`);
});
