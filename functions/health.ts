import { VERSION } from '../shared/version.ts';
import { publicRoute } from './portal-route.ts';

publicRoute('health', { method: 'GET', route: 'healthz' }, async () => ({
  kind: 'json',
  body: { status: 'ok' },
  headers: { 'x-version': VERSION },
}));
