import { VERSION } from '../../version.ts';
import { publicRoute } from '../http/portal-route.ts';

publicRoute('health', { method: 'GET', route: 'healthz' }, async () => ({
  kind: 'json',
  body: { status: 'ok' },
  headers: { 'x-version': VERSION },
}));
