import { addressParser } from 'postal-mime';
import { plainText } from './plain-text.ts';

/** Longest address, in UTF-16 units; Outlook takes no longer one. */
const MAX_LENGTH = 255;
/** Letters of the scripts in which labels stand directly before an address (`メールtaro@…`). */
const EAST_ASIAN = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー`;
const LOCAL = String.raw`(?:(?![${EAST_ASIAN}])[\p{L}\p{N}\p{M}!#$%&'*+/=?^_\x60{|}~.-])`;
const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?`;
/**
 * The local part is taken as it stands: carriers gave out addresses such as `taro.@docomo.ne.jp` and `a..b@…`, which no
 * grammar has. What follows the domain (a full stop, a remark, `?subject=…`) does not belong to it.
 */
const ADDRESS = new RegExp(
  `^(?:(?!${LOCAL}).)*(${LOCAL}+@(?:${LABEL}\\.)+(?:[A-Za-z]{2,}|xn--[A-Za-z0-9-]+))(?![A-Za-z0-9@_-])[^@]*$`,
  'su',
);

/** What a text says of e-mail addresses. */
export interface EmailAddresses {
  /** In the order of the text, each once. */
  readonly addresses: readonly string[];
  /** Whether nothing in the text that may be meant as an address is missing from `addresses`. */
  readonly complete: boolean;
}

/**
 * The e-mail addresses in a printed or typed text (PRODUCT F2), without the names, labels, brackets and invisible
 * characters around them. Blanks, commas, semicolons and line ends separate; a slash only between two addresses, since
 * it may be a part of one.
 */
export function emailAddressesIn(text: string): EmailAddresses {
  const plain = plainText(text);
  const separated = plain
    // An apostrophe inside a local part belongs to it; without it the address would be somebody else's.
    .replace(/[‘’ʼ]/gu, "'")
    .replace(/[()[\]{}<>"“”„«»「」『』【】〔〕《》〈〉]|(?<![^\s,;:<(、・|])'|'(?![^\s,;>)、・|])/gu, ' ')
    .replace(/(?<=@[^\s@/,;]+)\/(?=[^\s@,;]+@)/gu, ',')
    .replace(/(?<![^\s,;])(?:e-?mail|mail)\s*=/gi, ',')
    .replace(/[\s、・|]+/gu, ',');
  const words = addressParser(separated, { flatten: true }).map(({ address }) => address ?? '');
  const found = words.flatMap((word) => ADDRESS.exec(word)?.[1] ?? []).filter(({ length }) => length <= MAX_LENGTH);
  const mentioned = plain.split('@').length - 1;
  return {
    addresses: [...new Set(found)],
    complete: plain === '' || (found.length > 0 && found.length === mentioned),
  };
}

/** The one address in a text, or `undefined` when there is none, or more than one. */
export function soleEmailAddress(text: string): string | undefined {
  const { addresses, complete } = emailAddressesIn(text);
  return complete && addresses.length === 1 ? addresses[0] : undefined;
}
