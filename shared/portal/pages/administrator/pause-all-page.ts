import { html } from 'hono/html';
import { csrfField, type Page } from '../../layout.ts';
import type { Words } from '../../words.ts';
import { TABS } from './screen.ts';

/** Asks before all links of the organization rest (PRODUCT E1). */
export function pauseAllPage(words: Words, csrfToken: string, users: number): Page {
  const text = words.users;
  return {
    title: text.pauseAllTitle,
    content: html`<section><p>${text.pauseAllExplanation(users)}</p>
<div class="actions"><form method="post" action="${TABS.users}/pause-all">${csrfField(csrfToken)}<button class="primary" name="pause" value="on">${text.pauseAllConfirm}</button></form>
<a class="button" href="${TABS.users}">${words.cancel}</a></div></section>`,
  };
}
