/** What an open page asks for, again and again. In a file of its own: the pages' script is checked with it, without Node's types. */
export interface LiveState {
  /** Another one when the page would look different, apart from the progress. */
  readonly version: string;
  /** In a word, for screen readers; changes seldom enough to be listened to. */
  readonly says: string;
  /** Seconds between two looks. */
  readonly every: number;
  /** Whether something goes on by itself. */
  readonly moving: boolean;
  /** Whether all is well. */
  readonly well: boolean;
  readonly progress: { readonly done: number; readonly total: number; readonly text: string } | null;
}
