import { html } from 'hono/html';
import { SECOND } from '../../clock.ts';
import { formatAge } from '../../i18n/relative-time.ts';
import { formatMoment } from '../../i18n/words.ts';
import type { Language } from '../../language.ts';
import type { Html } from './layout.ts';

/** A time relative to now, followed by the absolute time. With JavaScript the relative time goes on counting. */
export function ageAndMoment(moment: string, now: Date, language: Language): Html {
  const seconds = Math.round((now.getTime() - Date.parse(moment)) / SECOND);
  return html`<span data-age="${seconds}">${formatAge(moment, now, language)}</span> <time class="soft" datetime="${moment}">${formatMoment(moment, language)}</time>`;
}
