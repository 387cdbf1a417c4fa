import { VERSION } from '../../version.ts';
import { publicRoute } from '../http/portal-route.ts';

// Whether everything can be reached; what cannot is in the log, and no stranger's business.
publicRoute('ready', { method: 'GET', route: 'readyz' }, async ({ services }) => {
  const ready = await services.isReady();
  return {
    kind: 'json',
    status: ready ? 200 : 503,
    body: { status: ready ? 'ready' : 'unavailable' },
    headers: { 'x-version': VERSION },
  };
});
