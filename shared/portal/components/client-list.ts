import { html } from 'hono/html';
import type { Words } from '../../i18n/words.ts';
import type { Html } from './layout.ts';

/** What each client shows of the folder, and what to do there (PRODUCT B7). @param heading a client's name as a heading */
export function clientList({ clients }: Words, heading: (name: string) => Html): Html {
  return html`${Object.values(clients).map(
    ({ name, shown, steps, unknown }) =>
      html`${heading(name)}<p>${shown}</p><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>${unknown === '' ? '' : html`<p class="hint">${unknown}</p>`}`,
  )}`;
}
