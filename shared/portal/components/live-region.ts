import { html } from 'hono/html';
import type { Html } from './layout.ts';
import type { LiveState } from './live-state.ts';

/** Polling intervals in seconds of an open page: while something is in progress, and otherwise. */
export const WHILE_MOVING = 2;
export const AT_REST = 30;

/** Live region that announces changes to screen readers, and holds the page's version for the script. */
export function newsLine({ version, says, every }: LiveState): Html {
  return html`<p class="unseen" role="status" id="news" data-version="${version}" data-says="${says}" data-every="${every}"></p>`;
}

/** A part of a page that the script replaces when it has changed. */
export function livePart(id: string, content: Html): Html {
  return html`<div id="${id}" data-part>${content}</div>`;
}

/** Progress rounded down to quarters, 0 to 1; announcing every step would be too much for screen readers. */
export function quarters({ done, total }: { readonly done: number; readonly total: number }): number {
  return total === 0 ? 0 : Math.floor((4 * done) / total) / 4;
}
