import { html } from 'hono/html';
import type { Html } from '../components/layout.ts';
import type { UserView } from './user-view.ts';

/** The contacts of whoever is signed in there. */
const OUTLOOK_ON_THE_WEB = 'https://outlook.office.com/people/';

/** Where the folder is in each Outlook (PRODUCT B7), once there is one. */
export function whereSection({ words, link }: UserView): Html {
  if (link === undefined || !('folder' in link.state)) return html``;
  const { title, open, clients, missing } = words.where;
  return html`<section><details id="where"><summary>${title}</summary>
<p class="actions"><a class="button" href="${OUTLOOK_ON_THE_WEB}">${open}</a></p>
${clients.map(({ name, steps }) => html`<h3>${name}</h3><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>`)}
<p class="hint">${missing}</p></details></section>`;
}
