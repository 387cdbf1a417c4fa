/** Characters in the widths of Japanese typesetting, with the small forms, and blanks of other widths. */
const OTHER_WIDTHS = /[\uff00-\uffef\ufe50-\ufe6f\p{Zs}]+/gu;
/** Dashes that keyboards, word processors and scanners put where a hyphen is meant. */
const DASHES = /[\u2010-\u2015\u2043\u2212\u2500\u2501]|(?<=[\dA-Za-z])\u30fc(?=[\dA-Za-z])/gu;
/** Zero-width characters, direction marks, soft hyphens, byte order marks and control characters. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]|(?!\s)\p{Cc}/gu;

/**
 * A typed, pasted or printed text in the characters that were meant (PRODUCT F5): characters of other widths are
 * made ordinary, dashes become hyphens, invisible characters and the space around go. For addresses, keys, ids and
 * numbers, not for names, where a character may be somebody's own. NFKC of the whole text would also make one address of
 * two: it takes U+212A, the Kelvin sign, for a `K`.
 */
export function plainText(text: string): string {
  return text
    .replace(OTHER_WIDTHS, (wide) => wide.normalize('NFKC'))
    .replace(INVISIBLE, '')
    .replace(DASHES, '-')
    .trim();
}

const PAIRS = [
  '""',
  "''",
  '“”',
  '‘’',
  '„“',
  '«»',
  '()',
  '[]',
  '{}',
  '<>',
  '「」',
  '『』',
  '【】',
  '〔〕',
  '《》',
  '〈〉',
];

/** `plainText` without the pairs of quotation marks and brackets around it. */
export function bareText(text: string): string {
  const plain = plainText(text);
  const isEnclosed = PAIRS.includes(`${plain.at(0) ?? ''}${plain.at(-1) ?? ''}`) && plain.length > 1;
  return isEnclosed ? bareText(plain.slice(1, -1)) : plain;
}

/** The one http or https URL in a text, without a label, quotation marks or a final stop; else the bare text. */
export function bareUrl(text: string): string {
  const urls = [...plainText(text).matchAll(/https?:\/\/[^\s<>"'「」『』【】、。]+/gi)].map(([url]) => url);
  return urls.length === 1 && urls[0] !== undefined ? urls[0].replace(/[,.]+$/, '') : bareText(text);
}
