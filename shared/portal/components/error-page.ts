import { html } from 'hono/html';
import type { Words } from '../../i18n/words.ts';
import type { Page } from './layout.ts';

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

export interface RefusalDetails {
  /** The number that the log carries. */
  readonly reference: string;
  /** In seconds. */
  readonly wait: number | undefined;
  /** Where to go on after a new sign-in. */
  readonly returnTo: string;
}

/** Why a request was refused. */
export function errorPage(words: Words, refusal: Refusal, { reference, wait, returnTo }: RefusalDetails): Page {
  const { title, text } = words.errors[refusal];
  const signIn = html`<a class="button primary" href="/sign-in?${new URLSearchParams({ return: returnTo })}">${words.signIn}</a>`;
  const home = html`<a class="button" href="/">${words.errors.home}</a>`;
  return {
    title,
    content: html`<section><p>${text}</p>${wait === undefined ? '' : html`<p>${words.errors.tryAgain(wait)}</p>`}<p class="actions">${refusal === 'signed-out' ? signIn : home}</p></section>
<p class="support">${words.errors.reference(reference)}</p>`,
  };
}
