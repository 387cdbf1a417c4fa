import { html } from 'hono/html';
import type { Words } from '../../i18n/words.ts';
import { csrfField, type Page } from './layout.ts';

/** A confirmation before an action that affects many people or cannot be undone easily. */
export interface Question {
  readonly title: string;
  /** Consequences, one string per paragraph. */
  readonly text: readonly string[];
  /** Target of the form, and its hidden fields. */
  readonly action: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly confirm: string;
  /** Whether the action ends something. */
  readonly ends: boolean;
  /** Path for cancelling. */
  readonly back: string;
}

/** The confirmation page, with a button that sends the form and a link to cancel. */
export function questionPage(words: Words, csrfToken: string, question: Question): Page {
  const { title, text, action, fields = {}, confirm, ends, back } = question;
  return {
    title,
    content: html`<div class="card">${text.map((paragraph) => html`<p>${paragraph}</p>`)}
<div class="actions"><form method="post" action="${action}">${csrfField(csrfToken)}${Object.entries(fields).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
    )}<button class="${ends ? 'danger' : 'primary'}">${confirm}</button></form>
<a class="button" href="${back}">${words.cancel}</a></div></div>`,
  };
}
