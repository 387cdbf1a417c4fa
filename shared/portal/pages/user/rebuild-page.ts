import { html } from 'hono/html';
import { csrfField, type Page } from '../../layout.ts';
import type { Words } from '../../words.ts';

/** Asks before a rebuild, since it takes back what was edited in Outlook (PRODUCT B6). */
export function rebuildPage(words: Words, csrfToken: string): Page {
  const text = words.settings;
  return {
    title: text.rebuildTitle,
    content: html`<section><p>${text.rebuildExplanation}</p>
<p>${text.rebuildSpares}</p>
<div class="actions"><form method="post" action="/settings/microsoft-365/rebuild">${csrfField(csrfToken)}<button class="primary">${text.rebuildConfirm}</button></form>
<a class="button" href="/settings/microsoft-365">${words.cancel}</a></div></section>`,
  };
}
