import { withdrawKey } from '../../../api-keys/withdraw-key.ts';
import { administratorRoute } from '../../http/portal-route.ts';
import { redirectTo } from '../../http/response.ts';
import { TABS } from '../administrator-screen.ts';
import { sealAddress } from './show-keys.ts';

const route = 'organization/microsoft-365/api-keys/withdraw';

administratorRoute('withdraw-key', { method: 'POST', route }, async (call) => {
  const { services, session, form } = call;
  const email = form.get('email') ?? '';
  const { organizationId, name } = session.person;
  const withdrawn = await withdrawKey(services.keys, organizationId, email, name);
  return redirectTo(withdrawn ? `${TABS.keys}?withdrawn=${await sealAddress(call, email)}` : TABS.keys);
});
