import { publicRoute, type Route } from '../http/route.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { STYLESHEET } from './stylesheet.ts';

export const ASSETS_ROUTES: readonly Route[] = [
  publicRoute('stylesheet', { method: 'GET', path: '/portal.css' }, async () => ({
    kind: 'text',
    contentType: 'text/css; charset=utf-8',
    body: STYLESHEET,
    cacheSeconds: 300,
  })),

  publicRoute('page-script', { method: 'GET', path: '/portal.js' }, async () => ({
    kind: 'text',
    contentType: 'text/javascript; charset=utf-8',
    body: PAGE_SCRIPT,
    cacheSeconds: 300,
  })),
];
