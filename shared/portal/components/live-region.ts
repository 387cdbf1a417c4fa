import { html } from 'hono/html';
import type { Html } from './layout.ts';
import type { LiveState } from './live-state.ts';

/** Seconds between two looks of an open page at its own state: while something is going on, and otherwise. */
export const WHILE_MOVING = 2;
export const AT_REST = 30;

/** Says to screen readers what changed, and tells the script what the page shows. */
export function newsLine({ version, says, every }: LiveState): Html {
  return html`<p class="unseen" role="status" id="news" data-version="${version}" data-says="${says}" data-every="${every}"></p>`;
}

/** A part of a page that is brought up to date in place. */
export function livePart(id: string, content: Html): Html {
  return html`<div id="${id}" data-part>${content}</div>`;
}

/** Whole quarters, as a share of one: every step would be too much to listen to. */
export function quarters({ done, total }: { readonly done: number; readonly total: number }): number {
  return total === 0 ? 0 : Math.floor((4 * done) / total) / 4;
}
