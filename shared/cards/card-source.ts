import { DAY } from '../clock.ts';
import type { Card, CardOwner } from './card.ts';

/** A range of update times; both ends are included. The API takes whole seconds: `from` is rounded down, `to` up. */
export interface UpdateWindow {
  readonly from: Date;
  readonly to: Date;
}

/** The cards that one person owns (「マイデータ」), read with that person's API key. Fails with `CardSourceFailure`. */
export interface CardSource {
  /** The owner of the API key. The cheapest check whether a key is valid. */
  owner(): Promise<CardOwner>;
  /**
   * Cards whose update time lies in the window, page by page, oldest change first. The list is complete only if the
   * iteration ends without an error; removals may be concluded from a complete list only (PRODUCT C6).
   */
  updatedIn(window: UpdateWindow): AsyncIterable<readonly Card[]>;
}

/**
 * A window that contains all cards. It ends in the future, so that a card that is updated during the listing, and so
 * moves to the end of the list, is still included.
 */
export function everything(now: Date): UpdateWindow {
  return { from: new Date('2000-01-01T00:00:00Z'), to: new Date(now.getTime() + DAY) };
}

export type CardSourceFailureCode = 'key-refused' | 'throttled' | 'unavailable' | 'unreadable';

/** A request to the card system failed. Never carries card content. */
export class CardSourceFailure extends Error {
  override readonly name = 'CardSourceFailure';
  readonly code: CardSourceFailureCode;
  /** Back-off in seconds; meaningful with `throttled` only. */
  readonly retryAfterSeconds: number;

  constructor(
    code: CardSourceFailureCode,
    message: string,
    options: { cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds ?? 0;
  }
}
