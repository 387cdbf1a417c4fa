/**
 * The state that an open page polls. It has its own file, because the page script is type-checked with it and without
 * Node's types.
 */
export interface LiveState {
  /** Changes when the page would look different, apart from the progress. */
  readonly version: string;
  /** Short text for screen readers; changes rarely enough to be announced. */
  readonly says: string;
  /** Polling interval in seconds. */
  readonly every: number;
  /** Whether something is in progress. */
  readonly moving: boolean;
  /** Whether there is no problem. */
  readonly well: boolean;
  readonly progress: { readonly done: number; readonly total: number; readonly text: string } | null;
}
