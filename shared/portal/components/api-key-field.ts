import { html } from 'hono/html';
import type { Words } from '../../i18n/words.ts';
import type { Html } from './layout.ts';

/**
 * Password field for an API key; with JavaScript, a check box reveals it. The submitted value is never returned to the
 * page. Browsers and password managers must neither fill in the account's password nor keep the key as one: they ignore
 * `autocomplete="off"`, but take a new password for none that they know.
 */
export function apiKeyField({ organization: text }: Words, error: string | undefined): Html {
  return html`<label for="apiKey">${text.apiKey}</label>
<input type="password" id="apiKey" name="apiKey" required autocomplete="new-password" spellcheck="false" data-1p-ignore data-lpignore="true"
 ${error === undefined ? '' : html`autofocus aria-invalid="true" aria-describedby="apiKey-error"`}>
${error === undefined ? '' : html`<p class="error" id="apiKey-error">${error}</p>`}
<label class="tick" data-scripted><input type="checkbox" data-shows="apiKey"> ${text.showKey}</label>`;
}
