import { PAGE_SCRIPT } from '../shared/portal/page-script.ts';
import { publicRoute } from './portal-route.ts';

publicRoute('page-script', { method: 'GET', route: 'portal.js' }, async () => ({
  kind: 'text',
  contentType: 'text/javascript; charset=utf-8',
  body: PAGE_SCRIPT,
  cacheSeconds: 300,
}));
