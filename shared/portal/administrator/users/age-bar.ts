import { html } from 'hono/html';
import { DAY, MINUTE } from '../../../clock.ts';
import { SYNC_INTERVAL } from '../../../links/slot.ts';
import type { Html } from '../../components/layout.ts';

/** As old as the last success of somebody may be who is well: a look that changes nothing is written down once an hour. */
const FRESH = 90 * MINUTE;
/** Ages from which the bar begins and at which it is full; between them it grows by their ratio. */
const MIN_AGE = SYNC_INTERVAL;
const MAX_AGE = 7 * DAY;

/** Whether somebody is so late that there is a bar. */
export function isLate(lastSuccess: string, now: Date): boolean {
  return now.getTime() - Date.parse(lastSuccess) > FRESH;
}

/** How late somebody is, to be seen at a glance beside the others; nothing while all is well. The age stands beside it. */
export function ageBar(lastSuccess: string, now: Date): Html {
  if (!isLate(lastSuccess, now)) return html``;
  const age = now.getTime() - Date.parse(lastSuccess);
  const share = Math.min(1, Math.log(age / MIN_AGE) / Math.log(MAX_AGE / MIN_AGE));
  const tone = age < DAY ? 'warn' : 'bad';
  return html`<svg class="age ${tone}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><path d="M0 2 H100"/><path class="fill" d="M0 2 H${Math.round(share * 100)}"/></svg>`;
}
