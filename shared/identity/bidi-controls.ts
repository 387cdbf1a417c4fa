/**
 * Removes the characters that change the direction of the text around them (U+202A to U+202E, U+2066 to U+2069). In a
 * name they could make another text out of what stands beside it, as in an audit log (Unicode TR #36, 2.5.2).
 */
export function withoutBidiControls(text: string): string {
  return text.replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '');
}
