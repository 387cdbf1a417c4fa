import { formatAge } from '../../i18n/relative-time.ts';
import { isMoving, paceOf } from '../../links/link-status.ts';
import { nextServed } from '../../links/slot.ts';
import { AT_REST, quarters, versionOf, WHILE_MOVING } from '../components/live-region.ts';
import type { LiveState } from '../components/live-state.ts';
import type { UserView } from './user-view.ts';

/** The live state of the user's screen. */
export function liveState(view: Pick<UserView, 'link' | 'status' | 'words' | 'language' | 'now'>): LiveState {
  const { link, status, words, language, now } = view;
  const sync = link?.sync;
  const ages = [sync?.lastSuccess, sync?.notBefore].map((at) => (at == null ? null : formatAge(at, now, language)));
  const { counts, hold, lastFailure, parked } = sync ?? {};
  const nextRun = link?.slot == null ? null : nextServed(link.slot, now);
  const key = link?.cardKey?.suppliedAt;
  const shown = [language, link?.state, status.name, key, ages, nextRun, counts, hold, lastFailure, parked];
  const running = status.name === 'running' ? paceOf(status.progress, now) : undefined;
  return {
    version: versionOf(shown),
    says:
      running === undefined ? words.settings.status[status.name].label : words.settings.runningAt(quarters(running)),
    moving: isMoving(status),
    well: status.name === 'up-to-date',
    every: isMoving(status) ? WHILE_MOVING : AT_REST,
    progress:
      running === undefined
        ? null
        : { done: running.done, total: running.total, text: words.settings.paceText(running) },
  };
}
