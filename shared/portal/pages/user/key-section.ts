import { html } from 'hono/html';
import { csrfField, type Html } from '../../layout.ts';
import type { UserView } from './user-view.ts';

/** The person's own API key (PRODUCT A7). Open where it is what is missing. */
export function keySection({ words, csrfToken, head, standing, keyError }: UserView): Html {
  const text = words.settings;
  const missing = head?.cardKey == null;
  const refused = standing.name === 'key-refused';
  const linked = head !== undefined && 'folder' in head.state;
  const open = missing || refused || keyError !== undefined;
  return html`<section><h2>${text.keyTitle}</h2>
<p class="${refused ? 'note warn' : ''}">${missing ? text.keyMissing : refused ? text.keyRefused : text.keyRegistered}</p>
<details id="enter-key" ${open ? 'open' : ''}><summary>${missing ? text.keyEnter : text.keyChange}</summary>
<p>${text.keyExplanation}</p>
<form method="post" action="/settings/microsoft-365/api-key">
${csrfField(csrfToken)}
<label for="apiKey">${words.organization.apiKey}</label>
<input type="password" id="apiKey" name="apiKey" required autocomplete="off" spellcheck="false"
 ${keyError === undefined ? '' : html`autofocus aria-invalid="true" aria-describedby="apiKey-error"`}>
${keyError === undefined ? '' : html`<p class="error" id="apiKey-error">${keyError}</p>`}
<p class="actions"><button class="${(missing && linked) || refused ? 'primary' : ''}">${words.organization.register}</button></p>
</form></details></section>`;
}
