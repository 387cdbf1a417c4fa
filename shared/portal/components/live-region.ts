import { createHash } from 'node:crypto';
import { html } from 'hono/html';
import type { Words } from '../../i18n/words.ts';
import type { Html } from './layout.ts';
import type { LiveState } from './live-state.ts';

/** Polling intervals in seconds of an open page: while something is in progress, and otherwise. */
export const WHILE_MOVING = 2;
export const AT_REST = 30;

/** The version of a page's state. @param shown everything by which the page would look different */
export function versionOf(shown: unknown): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16);
}

/** The state of a page on which nothing is in progress. @param shown as for `versionOf` */
export function stateAtRest(shown: unknown, says = ''): LiveState {
  return { version: versionOf(shown), says, every: AT_REST, moving: false, well: true, progress: null };
}

/**
 * Live region that announces changes to screen readers, and holds the page's version for the script. Also the note that
 * the script shows while the page cannot be renewed: why, since when, and what to do.
 *
 * @param address path of the page
 */
export function newsLine(words: Words, address: string, { version, says, every }: LiveState): Html {
  const { causes, asOf, reload } = words.stale;
  const signIn = html`<a href="/sign-in?${new URLSearchParams({ return: address })}">${words.signIn}</a>`;
  const reloadLink = html`<a href="${address}">${reload}</a>`;
  return html`<p class="unseen" role="status" id="news" data-version="${version}" data-says="${says}" data-every="${every}"></p>
<div class="note warn" id="stale" hidden>${Object.entries(causes).map(
    ([cause, text]) => html`<p data-cause="${cause}">${text} ${cause === 'signed-out' ? signIn : reloadLink}</p>`,
  )}
<p>${asOf.before}<time></time>${asOf.after}</p></div>`;
}

/** A part of a page that the script replaces when it has changed. */
export function livePart(id: string, content: Html): Html {
  return html`<div id="${id}" data-part>${content}</div>`;
}

/** Progress rounded down to quarters, 0 to 1; announcing every step would be too much for screen readers. */
export function quarters({ done, total }: { readonly done: number; readonly total: number }): number {
  return total === 0 ? 0 : Math.floor((4 * done) / total) / 4;
}
