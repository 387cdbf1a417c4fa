import { html } from 'hono/html';
import { SECOND } from '../../clock.ts';
import { formatAge } from '../../i18n/relative-time.ts';
import { formatMoment } from '../../i18n/words.ts';
import type { Language } from '../../language.ts';
import type { Html } from './layout.ts';

/** A date and time in Japanese time. The page says whose time it is, and its script adds the reader's own. */
export function shownMoment(moment: string, language: Language): Html {
  return html`<time datetime="${moment}">${formatMoment(moment, language)}</time>`;
}

/** A sentence that names a date and time. */
export function tellingMoment(sentence: (time: string) => string, moment: string, language: Language): Html {
  const time = formatMoment(moment, language);
  const said = sentence(time);
  const at = said.indexOf(time);
  return html`${said.slice(0, at)}${shownMoment(moment, language)}${said.slice(at + time.length)}`;
}

/** A time relative to now, followed by the absolute time. With JavaScript the relative time goes on counting. */
export function ageAndMoment(moment: string, now: Date, language: Language): Html {
  const seconds = Math.round((now.getTime() - Date.parse(moment)) / SECOND);
  return html`<span data-age="${seconds}">${formatAge(moment, now, language)}</span> <span class="soft">${shownMoment(moment, language)}</span>`;
}
