import { publicRoute } from '../http/portal-route.ts';
import { STYLESHEET } from './stylesheet.ts';

publicRoute('stylesheet', { method: 'GET', route: 'portal.css' }, async () => ({
  kind: 'text',
  contentType: 'text/css; charset=utf-8',
  body: STYLESHEET,
  cacheSeconds: 300,
}));
