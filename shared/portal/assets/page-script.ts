import { copyFields } from './browser/copy-fields.js';
import { keepUnsaved } from './browser/keep-unsaved.js';
import { keepUpToDate } from './browser/keep-up-to-date.js';
import { sayOnce } from './browser/say-once.js';
import { showTyped } from './browser/show-typed.js';

/**
 * What pages do beyond what they do without it. The functions are sent as they are written, so each holds everything
 * that it needs; they are JavaScript, checked as what runs in a browser (`browser/tsconfig.json`).
 */
export const PAGE_SCRIPT = [
  "'use strict';",
  ...[keepUpToDate, sayOnce, copyFields, showTyped, keepUnsaved].map((part) => `(${part.toString()})();`),
].join('\n');
