import { html } from 'hono/html';
import type { Words } from '../../i18n/words.ts';
import type { Html } from './layout.ts';

/** Button that copies a field; hidden without JavaScript. */
export function copyButton({ problem: { copied } }: Words, field: string, label: string, className = ''): Html {
  return html`<button type="button" class="${className}" data-copies="${field}" data-said="${copied}">${label}</button> <span class="soft" role="status"></span>`;
}
