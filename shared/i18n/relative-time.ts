import { DAY, HOUR, MINUTE, SECOND } from '../clock.ts';
import type { Language } from '../language.ts';

/** A time relative to now, in the past or future: "12 minutes ago". */
export function formatAge(moment: string, now: Date, language: Language): string {
  const seconds = (Date.parse(moment) - now.getTime()) / SECOND;
  const unit = UNITS.find(([, length]) => Math.abs(seconds) >= length);
  if (unit === undefined) return seconds > 0 ? NOW[language].soon : NOW[language].just;
  const [name, length] = unit;
  return tight(new Intl.RelativeTimeFormat(language).format(Math.trunc(seconds / length), name), language);
}

/** Texts for less than a minute. */
const NOW: Readonly<Record<Language, { readonly just: string; readonly soon: string }>> = {
  ja: { just: 'たった今', soon: 'まもなく' },
  en: { just: 'just now', soon: 'in a moment' },
};

/** Removes the spaces between numbers and units in Japanese. */
function tight(text: string, language: Language): string {
  return language === 'ja' ? text.replaceAll(' ', '') : text;
}

/** Units of a relative time, with their length in seconds. */
const UNITS = [
  ['day', DAY / SECOND],
  ['hour', HOUR / SECOND],
  ['minute', MINUTE / SECOND],
] as const;

/** A duration in minutes, rounded up: "6 minutes". */
export function formatMinutes(seconds: number, language: Language): string {
  const minutes = Math.max(1, Math.ceil((seconds * SECOND) / MINUTE));
  const format = new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'long' });
  return tight(format.format(minutes), language);
}
