import { html } from 'hono/html';
import type { Words } from '../../i18n/words.ts';
import { csrfField, type Page } from './layout.ts';

/** What is asked before something that is felt by many, or not undone by a click. */
export interface Question {
  readonly title: string;
  /** What will happen, in paragraphs. */
  readonly text: readonly string[];
  /** Where the answer goes, and what goes with it. */
  readonly action: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly confirm: string;
  /** Whether something ends. */
  readonly ends: boolean;
  /** Where somebody goes who would rather not. */
  readonly back: string;
}

export function questionPage(words: Words, csrfToken: string, question: Question): Page {
  const { title, text, action, fields = {}, confirm, ends, back } = question;
  return {
    title,
    content: html`<section>${text.map((paragraph) => html`<p>${paragraph}</p>`)}
<div class="actions"><form method="post" action="${action}">${csrfField(csrfToken)}${Object.entries(fields).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
    )}<button class="${ends ? 'danger' : 'primary'}">${confirm}</button></form>
<a class="button" href="${back}">${words.cancel}</a></div></section>`,
  };
}
