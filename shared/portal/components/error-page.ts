import { html } from 'hono/html';
import type { Words } from '../../i18n/words.ts';
import type { Page } from './layout.ts';

/** Reasons for refusing a request, each with its HTTP status. */
export const REFUSALS = {
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'form-refused': 403,
  'signed-out': 403,
  'under-way': 409,
  'too-large': 413,
  unreadable: 400,
  unsupported: 415,
  'too-many': 429,
  internal: 500,
} as const satisfies Record<string, number>;
export type Refusal = keyof typeof REFUSALS;

export interface RefusalDetails {
  /** Reference number of the log entry. */
  readonly reference: string;
  /** Back-off in seconds, if any. */
  readonly wait: number | undefined;
  /** Path to return to after a new sign-in, or after a while. */
  readonly returnTo: string;
}

/** The page that says why a request was refused. */
export function errorPage(words: Words, refusal: Refusal, { reference, wait, returnTo }: RefusalDetails): Page {
  const { title, text } = words.errors[refusal];
  const signIn = html`<a class="button primary" href="/sign-in?${new URLSearchParams({ return: returnTo })}">${words.signIn}</a>`;
  const back = html`<a class="button" href="${returnTo}">${words.back}</a>`;
  const home = html`<a class="button" href="/">${words.errors.home}</a>`;
  return {
    title,
    help: 'contact',
    apart: true,
    content: html`<div class="card"><p>${text}</p>${wait === undefined ? '' : html`<p>${words.errors.tryAgain(wait)}</p>`}<p class="actions">${refusal === 'signed-out' ? signIn : returnTo === '/' ? home : back}</p></div>
<p class="support">${words.errors.reference(reference)}</p>`,
  };
}
