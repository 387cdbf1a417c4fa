import { publicRoute, type Route } from '../http/route.ts';
import { copyFields } from './browser/copy-fields.js';
import { countAges } from './browser/count-ages.js';
import { focusMessage } from './browser/focus-message.js';
import { keepPageOnDrop } from './browser/keep-page-on-drop.js';
import { keepUnsaved } from './browser/keep-unsaved.js';
import { keepUpToDate } from './browser/keep-up-to-date.js';
import { sayLocalTime } from './browser/say-local-time.js';
import { sayOnce } from './browser/say-once.js';
import { sendOnce } from './browser/send-once.js';
import { showTyped } from './browser/show-typed.js';
import { STYLESHEET } from './stylesheet.ts';

/**
 * The pages' script; every page also works without it. The functions are sent as they are written, so each must contain
 * everything that it needs. They are JavaScript, type-checked for browsers (`browser/tsconfig.json`).
 */
const PAGE_SCRIPT = [
  "'use strict';",
  ...[
    keepUpToDate,
    countAges,
    focusMessage,
    sayOnce,
    copyFields,
    showTyped,
    keepUnsaved,
    sendOnce,
    sayLocalTime,
    keepPageOnDrop,
  ].map((part) => `(${part.toString()})();`),
].join('\n');

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
