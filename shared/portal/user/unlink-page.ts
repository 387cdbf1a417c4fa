import { html } from 'hono/html';
import { foreignText } from '../components/foreign-text.ts';
import { csrfField, type Page } from '../components/layout.ts';
import { type PageContext, typedIn } from '../components/page-context.ts';

/** The page that asks about the end of a link, and the address to which its form is sent. */
export const UNLINK = '/settings/microsoft-365/unlink';

/**
 * Asks for confirmation to end a link, and what to do with the folder (PRODUCT D1).
 *
 * @param mailbox name of the linked mailbox; empty when it is not known
 * @param contacts number of contacts in the folder that we created, as far as known
 */
export function unlinkPage(context: PageContext, mailbox: string, contacts: number): Page {
  const { words, csrfToken } = context;
  const text = words.settings;
  const isDeleted = typedIn(context, UNLINK)?.get('folder') === 'delete';
  return {
    help: 'stop-user',
    title: text.unlinkTitle,
    content: html`<div class="card">${mailbox === '' ? '' : html`<p><strong>${foreignText(mailbox)}</strong></p>`}<p>${text.unlinkExplanation}</p>
<form method="post" action="${UNLINK}">
${csrfField(csrfToken)}
<fieldset><legend>${text.unlinkFolder}</legend>
<label class="tick"><input type="radio" name="folder" value="keep" aria-describedby="keep-hint" ${isDeleted ? '' : 'checked'}> ${text.keepFolder}</label>
<p class="hint" id="keep-hint">${text.keepFolderHint}</p>
<label class="tick"><input type="radio" name="folder" value="delete" aria-describedby="delete-hint" ${isDeleted ? 'checked' : ''}> ${text.deleteFolder}</label>
<p class="hint" id="delete-hint">${text.deleteFolderHint(contacts)}</p></fieldset>
<div class="actions"><button class="danger">${text.unlink}</button><a class="button" href="/settings/microsoft-365">${words.cancel}</a></div>
</form></div>`,
  };
}
