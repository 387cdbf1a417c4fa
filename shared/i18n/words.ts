import { en } from './en.ts';
import { ja, type Words } from './ja.ts';

export type { Words };

export type Language = 'ja' | 'en';

export const WORDS: Readonly<Record<Language, Words>> = { ja, en };

/** The language of a visit: what the person chose, else what the browser prefers, else Japanese. */
export function chooseLanguage(chosen: string | undefined, acceptLanguage: string | null): Language {
  if (chosen === 'ja' || chosen === 'en') return chosen;
  for (const preference of (acceptLanguage ?? '').toLowerCase().split(',')) {
    const tag = preference.trim();
    if (tag.startsWith('ja')) return 'ja';
    if (tag.startsWith('en')) return 'en';
  }
  return 'ja';
}

/** A day in the words of the language, in Japanese time. */
export function formatDay(moment: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'Asia/Tokyo' }).format(moment);
}

/** A moment in the words of the language, in Japanese time. */
export function formatMoment(moment: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Tokyo' }).format(
    new Date(moment),
  );
}
