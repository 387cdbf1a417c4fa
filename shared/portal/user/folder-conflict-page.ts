import { html } from 'hono/html';
import type { Words } from '../../i18n/words.ts';
import { csrfField, type Page } from '../components/layout.ts';

/** A folder of an earlier link has the name; offers two solutions, one click each (PRODUCT B3). */
export function folderConflictPage(words: Words, csrfToken: string, question: string): Page {
  const text = words.folderConflict;
  const way = (what: 'take-over' | 'rename', label: string, hint: string, className: string) =>
    html`<li><form method="post" action="/settings/microsoft-365/link">${csrfField(csrfToken)}
<input type="hidden" name="question" value="${question}">
<button class="${className}" name="folder" value="${what}" aria-describedby="${what}-hint">${label}</button></form>
<p id="${what}-hint">${hint}</p></li>`;
  return {
    title: text.title,
    content: html`<div class="card">
<h2>${words.problem.whatHappened}</h2>
<p>${words.linkProblems['folder-exists'].happened}</p>
<p>${text.ours}</p>
<h2>${text.waysOut}</h2>
<ul class="ways">
${way('take-over', text.takeOver, text.takeOverHint, 'primary')}
${way('rename', text.rename, text.renameHint, '')}
</ul>
<p class="hint">${text.signInAgain}</p>
<p class="actions"><a class="button" href="/settings/microsoft-365">${words.cancel}</a></p>
</div>`,
  };
}
