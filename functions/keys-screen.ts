import { openAddress, showKeys } from './keys-view.ts';
import { administratorRoute } from './portal-route.ts';

administratorRoute('keys-screen', { method: 'GET', route: 'organization/microsoft-365/api-keys' }, async (call) => {
  const { words, request } = call;
  const registered = await openAddress(call, request.query.get('registered'));
  const withdrawn = await openAddress(call, request.query.get('withdrawn'));
  if (registered !== undefined) return showKeys(call, { notice: words.keys.accepted(registered) });
  return showKeys(call, withdrawn === undefined ? {} : { notice: words.keys.withdrawn(withdrawn) });
});
