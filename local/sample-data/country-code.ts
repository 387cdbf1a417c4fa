const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const codesByName = new Map([
  ['usa', 'US'],
  ['uk', 'GB'],
]);
for (const language of ['ja', 'en']) {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
    const name = names.of(code)?.toLowerCase();
    if (name !== undefined && !codesByName.has(name)) codesByName.set(name, code);
  }
}

/** ISO 3166-1 alpha-2 code of a country given as code, English name or Japanese name; null when unknown. */
export function countryCode(written: string): string | null {
  const name = written.trim().toLowerCase();
  if (/^[a-z]{2}$/.test(name) && !codesByName.has(name)) return name.toUpperCase();
  return codesByName.get(name) ?? null;
}
