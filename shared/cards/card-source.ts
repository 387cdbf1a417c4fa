import { DAY } from '../clock.ts';
import type { Card, CardOwner } from './card.ts';

/** Both ends are part of the window. Whole seconds; a fraction is cut at `from` and raised at `to`. */
export interface UpdateWindow {
  readonly from: Date;
  readonly to: Date;
}

/** The cards that one person owns (「マイデータ」), read with that person's own key. */
export interface CardSource {
  /** Who the key belongs to. The cheapest check of a key. */
  owner(): Promise<CardOwner>;
  /**
   * Cards whose update time lies in the window, page by page, oldest change first. Only an iteration that ends without
   * an error was complete: a removal may be concluded from it, from nothing else (PRODUCT C6).
   */
  updatedIn(window: UpdateWindow): AsyncIterable<readonly Card[]>;
}

/**
 * A window that holds every card there is, also one that is updated while the pages are read: it then moves to the end
 * of the list, which must not have an end at the moment the reading began.
 */
export function everything(now: Date): UpdateWindow {
  return { from: new Date('2000-01-01T00:00:00Z'), to: new Date(now.getTime() + DAY) };
}

export type CardSourceFailureCode = 'key-refused' | 'throttled' | 'unavailable' | 'unreadable';

/** The card system did not give what was asked for. Never carries card content. */
export class CardSourceFailure extends Error {
  override readonly name = 'CardSourceFailure';
  readonly code: CardSourceFailureCode;
  /** With `throttled`: how long to stay away. */
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
