import { LIVE_SCRIPT } from '../shared/portal/live-script.ts';
import { publicRoute } from './portal-route.ts';

publicRoute('live-script', { method: 'GET', route: 'portal.js' }, async () => ({
  kind: 'text',
  contentType: 'text/javascript; charset=utf-8',
  body: LIVE_SCRIPT,
  cacheSeconds: 300,
}));
