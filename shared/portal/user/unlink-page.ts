import { html } from 'hono/html';
import type { Words } from '../../i18n/words.ts';
import { csrfField, type Page } from '../components/layout.ts';

/**
 * Asks for confirmation to end a link, and what to do with the folder (PRODUCT D1).
 *
 * @param contacts number of contacts in the folder that we created, as far as known
 */
export function unlinkPage(words: Words, csrfToken: string, contacts: number): Page {
  const text = words.settings;
  return {
    help: 'stop-user',
    title: text.unlinkTitle,
    content: html`<div class="card"><p>${text.unlinkExplanation}</p>
<form method="post" action="/settings/microsoft-365/unlink">
${csrfField(csrfToken)}
<fieldset><legend>${text.unlinkFolder}</legend>
<label class="tick"><input type="radio" name="folder" value="keep" aria-describedby="keep-hint" checked> ${text.keepFolder}</label>
<p class="hint" id="keep-hint">${text.keepFolderHint}</p>
<label class="tick"><input type="radio" name="folder" value="delete" aria-describedby="delete-hint"> ${text.deleteFolder}</label>
<p class="hint" id="delete-hint">${text.deleteFolderHint(contacts)}</p></fieldset>
<div class="actions"><button class="danger">${text.unlink}</button><a class="button" href="/settings/microsoft-365">${words.cancel}</a></div>
</form></div>`,
  };
}
