import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** A message shown once about the last act: a success, a warning, or a plain note. */
export type FlashMessage =
  | string
  | { readonly warning: string }
  | { readonly note: string }
  /** What is shown of the state says it already, so that note is announced and nothing is said twice. */
  | typeof OWN_NOTE;

export const OWN_NOTE = { ownNote: true } as const;

/**
 * The message about the last act. A page has at most one. The script moves the focus to it, so that screen readers read
 * it.
 *
 * @param after what the script says in its place once the act is finished
 */
export function flashMessage(flash: FlashMessage | undefined, after = ''): Html {
  if (flash === undefined || isOwnNote(flash)) return html``;
  const [tone, text] = toneAndText(flash);
  return html`<p class="note ${tone}" role="status" id="notice" tabindex="-1" data-message data-after="${after}">${text}</p>`;
}

function toneAndText(
  flash: Exclude<FlashMessage, typeof OWN_NOTE>,
): readonly [tone: 'good' | 'warn' | '', text: string] {
  if (typeof flash === 'string') return ['good', flash];
  return 'warning' in flash ? ['warn', flash.warning] : ['', flash.note];
}

function isOwnNote(flash: FlashMessage): flash is typeof OWN_NOTE {
  return typeof flash !== 'string' && 'ownNote' in flash;
}

/** Attributes of the state's own note where it stands for the message about the last act. */
export function ownNote(flash: FlashMessage | undefined): Html {
  return flash !== undefined && isOwnNote(flash) ? html`tabindex="-1" data-message` : html``;
}
