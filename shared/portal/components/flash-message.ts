import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** What is said about what was just asked for: that it was done, or that it was not. */
export type FlashMessage = string | { readonly warning: string };

/** Told to screen readers as well. */
export function flashMessage(flash: FlashMessage | undefined): Html {
  if (flash === undefined) return html``;
  return html`<p class="note ${toneOf(flash)}" role="status">${textOf(flash)}</p>`;
}

export function toneOf(flash: FlashMessage): 'good' | 'warn' {
  return typeof flash === 'string' ? 'good' : 'warn';
}

export function textOf(flash: FlashMessage): string {
  return typeof flash === 'string' ? flash : flash.warning;
}
