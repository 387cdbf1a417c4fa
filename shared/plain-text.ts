/** Dashes that keyboards, word processors and scanners put where a hyphen is meant; NFKC leaves them as they are. */
const DASHES = /[\u2010-\u2015\u2212]|(?<=[\dA-Za-z])\u30fc(?=[\dA-Za-z])/gu;
/** Zero-width characters, direction marks, soft hyphens, byte order marks and control characters. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]|(?!\s)\p{Cc}/gu;

/**
 * A typed, pasted or printed text in the characters that were meant (PRODUCT F2): full-width letters are made ordinary
 * (NFKC), dashes become hyphens, invisible characters and the space around go. For addresses, keys, ids and numbers,
 * not for names, where a character may be somebody's own.
 */
export function plainText(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').replace(DASHES, '-').trim();
}
