export type Language = 'ja' | 'en';

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
