import { html } from 'hono/html';
import { apiKeyField } from '../components/api-key-field.ts';
import { csrfField, type Html } from '../components/layout.ts';
import type { UserView } from './user-view.ts';

/** Whether the person has to enter an API key. */
export function needsKey({ link, status }: UserView): boolean {
  return status.name === 'key-missing' || status.name === 'key-refused' || link?.cardKey == null;
}

/** The person's API key (PRODUCT A7); expanded when it is missing. */
export function keySection({ words, csrfToken, link, status, keyError, keyWaits }: UserView): Html {
  const text = words.settings;
  const missing = link?.cardKey == null;
  const refused = status.name === 'key-refused';
  const linked = link !== undefined && 'folder' in link.state;
  const open = (missing && linked) || refused || keyError !== undefined;
  return html`<section aria-labelledby="key"><h2 id="key">${text.keyTitle}</h2>
${refused ? '' : html`<p>${missing ? text.keyMissing : text.keyRegistered}</p>`}
${keyWaits === true ? html`<p class="note">${text.keyWaits} <a href="/sign-in?return=%2Fsettings%2Fmicrosoft-365">${words.signIn}</a></p>` : ''}
<details id="enter-key" ${open ? 'open' : ''}><summary>${missing ? text.keyEnter : text.keyChange}</summary>
${refused || missing ? '' : html`<p>${text.keyChangeHint}</p>`}
<form method="post" action="/settings/microsoft-365/api-key" data-asks>
${csrfField(csrfToken)}
${apiKeyField(words, keyError)}
<p class="actions"><button class="${(missing && linked) || refused ? 'primary' : ''}">${words.organization.register}</button></p>
</form></details></section>`;
}
