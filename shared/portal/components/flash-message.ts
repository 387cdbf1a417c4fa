import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** What is said about what was just asked for: that it was done, or that it was not. */
export type Said = string | { readonly warning: string };

/** Told to screen readers as well. */
export function saidNote(said: Said | undefined): Html {
  if (said === undefined) return html``;
  return html`<p class="note ${toneOf(said)}" role="status">${textOf(said)}</p>`;
}

export function toneOf(said: Said): 'good' | 'warn' {
  return typeof said === 'string' ? 'good' : 'warn';
}

export function textOf(said: Said): string {
  return typeof said === 'string' ? said : said.warning;
}
