import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** A message shown once about the last request: a success, or a warning. */
export type FlashMessage = string | { readonly warning: string };

/** Also announced by screen readers. */
export function flashMessage(flash: FlashMessage | undefined): Html {
  if (flash === undefined) return html``;
  return html`<p class="note ${toneOf(flash)}" role="status">${textOf(flash)}</p>`;
}

/** The tone in which the message is shown. */
export function toneOf(flash: FlashMessage): 'good' | 'warn' {
  return typeof flash === 'string' ? 'good' : 'warn';
}

export function textOf(flash: FlashMessage): string {
  return typeof flash === 'string' ? flash : flash.warning;
}
