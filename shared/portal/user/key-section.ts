import { html } from 'hono/html';
import { apiKeyField } from '../components/api-key-field.ts';
import { csrfField, type Html } from '../components/layout.ts';
import type { UserView } from './user-view.ts';

/** Whether the key is what the person has to see to. */
export function needsKey({ head, standing }: UserView): boolean {
  return standing.name === 'key-missing' || standing.name === 'key-refused' || head?.cardKey == null;
}

/** The person's own API key (PRODUCT A7). Open where it is what is missing. */
export function keySection({ words, csrfToken, head, standing, keyError }: UserView): Html {
  const text = words.settings;
  const missing = head?.cardKey == null;
  const refused = standing.name === 'key-refused';
  const linked = head !== undefined && 'folder' in head.state;
  const open = (missing && linked) || refused || keyError !== undefined;
  return html`<section><h2>${text.keyTitle}</h2>
${refused ? '' : html`<p>${missing ? text.keyMissing : text.keyRegistered}</p>`}
<details id="enter-key" ${open ? 'open' : ''}><summary>${missing ? text.keyEnter : text.keyChange}</summary>
${refused ? '' : html`<p>${missing ? text.keyMissingHint : text.keyChangeHint}</p>`}
<form method="post" action="/settings/microsoft-365/api-key">
${csrfField(csrfToken)}
${apiKeyField(words, keyError)}
<p class="actions"><button class="${(missing && linked) || refused ? 'primary' : ''}">${words.organization.register}</button></p>
</form></details></section>`;
}
