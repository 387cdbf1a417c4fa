import { html } from 'hono/html';
import type { Page } from '../layout.ts';
import type { Words } from '../words.ts';

/** What a request may be refused for, with the status that says so. */
export const REFUSALS = {
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'form-refused': 403,
  'signed-out': 403,
  'too-large': 413,
  unreadable: 400,
  unsupported: 415,
  'too-many': 429,
  internal: 500,
} as const satisfies Record<string, number>;
export type Refusal = keyof typeof REFUSALS;

/** Why a request was refused. `reference` is the number that the log carries; `wait` is in seconds. */
export function errorPage(words: Words, refusal: Refusal, reference: string, wait?: number): Page {
  const { title, text } = words.errors[refusal];
  return {
    title,
    content: html`<section><p>${text}</p>${wait === undefined ? '' : html`<p>${words.errors.tryAgain(wait)}</p>`}<p class="actions">${refusal === 'signed-out' ? html`<a class="button primary" href="/sign-in">${words.signIn}</a>` : html`<a class="button" href="/">${words.errors.home}</a>`}</p></section>
<p class="support">${words.errors.reference(reference)}</p>`,
  };
}
