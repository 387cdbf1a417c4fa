/**
 * Neighbouring digits differ only in case, so that a client that ignores the case of ids confuses two items and fails
 * in tests.
 */
const DIGITS = 'AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz0123456789-_';

function encoded(sequence: number): string {
  let text = '';
  for (let rest = sequence; text.length < 6; rest = Math.floor(rest / DIGITS.length)) {
    text = DIGITS.charAt(rest % DIGITS.length) + text;
  }
  return text;
}

/** The default id of a folder, or of a contact; a contact's one changes when it moves. */
export function ordinaryId(salt: string, sequence: number): string {
  return `AAMkADk4-${salt}_AAAAAAEOAAC-_${encoded(sequence)}AAA=`;
}

/** The id that a contact keeps when it moves (`Prefer: IdType="ImmutableId"`). */
export function immutableId(salt: string, sequence: number): string {
  return `AAkALgAA-${salt}_AAHYQDEapmEc2byACqAC-EWg${encoded(sequence)}AAA==`;
}

/** Graph's `changeKey` of a version. */
export function changeKey(sequence: number): string {
  return `EQAAABYAAAC-${encoded(sequence)}`;
}

/** Whether the text has the form of an item id; Graph answers others as malformed. */
export function looksLikeId(text: string): boolean {
  return /^(?:AAMkA|AAkAL)[\w-]{20,500}={1,2}$/.test(text);
}
