import { TIME_ZONE } from '../japan-time.ts';
import type { Language } from '../language.ts';
import { en } from './en.ts';
import { ja, type Words } from './ja.ts';

export type { Words };

export const WORDS: Readonly<Record<Language, Words>> = { ja, en };

/** A day in the words of the language, in Japanese time. */
export function formatDay(moment: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: TIME_ZONE }).format(moment);
}

/** A moment in the words of the language, in Japanese time. */
export function formatMoment(moment: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: TIME_ZONE }).format(
    new Date(moment),
  );
}
