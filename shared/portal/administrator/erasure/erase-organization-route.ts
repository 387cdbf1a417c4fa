import { askToErase } from '../../../offboarding/erase-organization.ts';
import { endingRoute } from '../../http/portal-route.ts';
import { redirectTo } from '../../http/response.ts';
import { showErasure } from './show-erasure.ts';

const route = 'organization/microsoft-365/erasure';

endingRoute('erase-organization', { method: 'POST', route }, async (call) => {
  const typed = call.form.get('name') ?? '';
  const asked = await askToErase(call.services, call.session, typed);
  // What is still connected is said on the page itself.
  return asked === 'name-differs' ? showErasure(call, typed) : redirectTo('/organization/microsoft-365/erasure');
});
