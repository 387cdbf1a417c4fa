import { html } from 'hono/html';
import { formatAge } from '../../i18n/relative-time.ts';
import { formatMoment } from '../../i18n/words.ts';
import type { Language } from '../../language.ts';
import type { Html } from './layout.ts';

/** A time relative to now, followed by the absolute time. */
export function ageAndMoment(moment: string, now: Date, language: Language): Html {
  return html`${formatAge(moment, now, language)} <time class="soft" datetime="${moment}">${formatMoment(moment, language)}</time>`;
}
