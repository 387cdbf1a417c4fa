import { STYLESHEET } from '../shared/portal/stylesheet.ts';
import { publicRoute } from './portal-route.ts';

publicRoute('stylesheet', { method: 'GET', route: 'portal.css' }, async () => ({
  kind: 'text',
  contentType: 'text/css; charset=utf-8',
  body: STYLESHEET,
  cacheSeconds: 300,
}));
