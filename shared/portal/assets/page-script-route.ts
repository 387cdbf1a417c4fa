import { publicRoute } from '../http/portal-route.ts';
import { PAGE_SCRIPT } from './page-script.ts';

publicRoute('page-script', { method: 'GET', route: 'portal.js' }, async () => ({
  kind: 'text',
  contentType: 'text/javascript; charset=utf-8',
  body: PAGE_SCRIPT,
  cacheSeconds: 300,
}));
