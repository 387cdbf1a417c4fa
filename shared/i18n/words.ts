import { TIME_ZONE } from '../japan-time.ts';
import type { Language } from '../language.ts';
import { en } from './en.ts';
import { ja, type Words } from './ja.ts';

export type { Words };

export const WORDS: Readonly<Record<Language, Words>> = { ja, en };

/** A date in the format of the language, in Japanese time. */
export function formatDay(moment: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: TIME_ZONE }).format(moment);
}

/** Readers of Japanese are told once on a page whose time it is, others at each time. */
const ZONE: Readonly<Record<Language, string>> = { ja: '', en: ' JST' };

/** A date and time in the format of the language, in Japanese time. */
export function formatMoment(moment: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: TIME_ZONE });
  return format.format(new Date(moment)) + ZONE[language];
}

/** The text of a stored code; `undefined` for a code that another version has written and this one does not know. */
export function lookup<T>(texts: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}
