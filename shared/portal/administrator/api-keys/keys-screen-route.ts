import { administratorRoute } from '../../http/portal-route.ts';
import { openAddress, showKeys } from './show-keys.ts';

administratorRoute('keys-screen', { method: 'GET', route: 'organization/microsoft-365/api-keys' }, async (call) => {
  const { words, request } = call;
  const registered = await openAddress(call, request.query.get('registered'));
  const withdrawn = await openAddress(call, request.query.get('withdrawn'));
  if (registered !== undefined) return showKeys(call, { notice: words.keys.accepted(registered) });
  return showKeys(call, withdrawn === undefined ? {} : { notice: words.keys.withdrawn(withdrawn) });
});
