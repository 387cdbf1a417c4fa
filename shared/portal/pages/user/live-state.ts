import { createHash } from 'node:crypto';
import { formatAge } from '../../ages.ts';
import { isMoving, type Pace, paceOf } from './standing.ts';
import { standingLabel } from './standing-label.ts';
import type { UserView } from './user-view.ts';

/** Seconds between two looks of an open page at its own state: while something is going on, and otherwise. */
const WHILE_MOVING = 2;
const AT_REST = 30;

/** What an open page asks for, again and again. */
export interface LiveState {
  /** Another one when the page would look different, apart from the progress. */
  readonly version: string;
  /** In a word, for screen readers; changes seldom enough to be listened to. */
  readonly says: string;
  readonly every: number;
  /** Whether something goes on by itself. */
  readonly moving: boolean;
  readonly progress: { readonly done: number; readonly total: number; readonly text: string } | null;
}

export function liveState(view: Pick<UserView, 'head' | 'standing' | 'words' | 'language' | 'now'>): LiveState {
  const { head, standing, words, language, now } = view;
  const sync = head?.sync;
  const ages = [sync?.lastSuccess, sync?.notBefore].map((at) => (at == null ? null : formatAge(at, now, language)));
  const { counts, hold, lastFailure } = sync ?? {};
  const shown = [language, head?.state, standing.name, head?.cardKey?.suppliedAt, ages, counts, hold, lastFailure];
  const running = standing.name === 'running' ? paceOf(standing.progress, now) : undefined;
  return {
    version: createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16),
    says: running === undefined ? standingLabel(words, standing) : words.settings.runningAt(quarters(running)),
    moving: isMoving(standing),
    every: isMoving(standing) ? WHILE_MOVING : AT_REST,
    progress:
      running === undefined
        ? null
        : { done: running.done, total: running.total, text: words.settings.paceText(running) },
  };
}

/** Whole quarters, as a share of one: every batch would be too much to listen to. */
function quarters({ done, total }: Pace): number {
  return total === 0 ? 0 : Math.floor((4 * done) / total) / 4;
}
