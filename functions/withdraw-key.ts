import { withdrawKey } from '../shared/links/withdraw-key.ts';
import { TABS } from '../shared/portal/pages/administrator/screen.ts';
import { sealAddress } from './keys-view.ts';
import { administratorRoute } from './portal-route.ts';
import { redirectTo } from './reply.ts';

const route = 'organization/microsoft-365/api-keys/withdraw';

administratorRoute('withdraw-key', { method: 'POST', route }, async (call) => {
  const { services, session, form } = call;
  const email = form.get('email') ?? '';
  const { organizationId, name } = session.person;
  const withdrawn = await withdrawKey(services.keys, organizationId, email, name);
  return redirectTo(withdrawn ? `${TABS.keys}?withdrawn=${await sealAddress(call, email)}` : TABS.keys);
});
