import { html } from 'hono/html';
import type { Html } from '../../layout.ts';
import type { UserView } from './user-view.ts';

/** Where the folder is in each Outlook (PRODUCT B7). */
export function whereSection({ words }: UserView): Html {
  const { title, clients, missing } = words.where;
  return html`<section><details><summary>${title}</summary>
${clients.map(({ name, steps }) => html`<h3>${name}</h3><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>`)}
<p class="hint">${missing}</p></details></section>`;
}
