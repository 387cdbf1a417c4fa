import { origins } from '../../local/sample-data/foreign-samples.ts';

/**
 * What the made-up world plants and the app may never say (PRODUCT E4). The app's own words are English, its ids are
 * lower-case, and everybody's name is either written in another script or on the list of the sample cards.
 */
const CANARIES: Readonly<Record<string, RegExp>> = {
  'a letter beyond ASCII': /[^\p{ASCII}]+/gu,
  'a name of the sample cards': new RegExp(`(?<![\\w-])(?:${latinNames().join('|')})(?![\\w-])`, 'g'),
  'a mail address': /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  'a telephone number': /(?<![\w.+-])(?:\+\d[\d ()-]{7,}\d|0\d{1,3}[-(]\d{2,4}[-)]\d{2,4})(?![\w-])/g,
  'a signed token': /eyJ[\w-]{8,}\.[\w-]+/g,
  // An id of a folder or a contact is as long, but opens nothing.
  'a random secret': /(?<![\w/+-])(?!AAMk)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{40,}/g,
  'an API key': /\blocal[a-z]+0{2,}\b/g,
};

/** Everything in the text that must not be said, with what it is. */
export function leaksIn(text: string): string[] {
  return Object.entries(CANARIES).flatMap(([what, pattern]) =>
    [...new Set(text.match(pattern))].map((found) => `${what}: ${found}`),
  );
}

/** Fails when the app said something that it must not. */
export function mustNotLeak(output: string): void {
  const leaks = leaksIn(output);
  if (leaks.length === 0) return;
  const lines = output.split('\n').filter((line) => leaksIn(line).length > 0);
  throw new Error(`The app's output holds what must never be in it:\n${leaks.join('\n')}\nin:\n${lines.join('\n')}`);
}

function latinNames(): string[] {
  const names = origins.flatMap(({ people }) => people.flatMap(({ first, last }) => [first, last]));
  return names.filter((name) => /^\p{ASCII}{4,}$/u.test(name)).map((name) => name.replaceAll('.', '\\.'));
}
