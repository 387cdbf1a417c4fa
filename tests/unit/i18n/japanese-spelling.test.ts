import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { FOLDER_EXISTS } from '../../../shared/i18n/ja/phrases.ts';

const WORDS = new URL('../../../shared/i18n/ja/', import.meta.url);
const JAPANESE = String.raw`[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]`;
const ABBREVIATION = String.raw`(?<![\w-]|[A-Za-z)] )[A-Z]{2,4}(?![\w-])`;
const LATIN = String.raw`(?<![\w-])(?![A-Z]{2,4}(?![\w-]))[A-Za-z][\w-]*(?<=[A-Za-z])`;

/** The Japanese texts of the dictionaries, without what is put into them and without quoted labels. */
const TEXTS = readdirSync(WORDS).flatMap((file) => {
  const source = readFileSync(new URL(file, WORDS), 'utf8').replaceAll(/^\s*(?:\/\*\*|\*|\/\/).*$/gm, '');
  const literals = [...source.matchAll(/'([^'\n]*)'|`((?:[^`$]|\$\{[^`]*?\})*)`/g)].map(
    ([, one, other]) => one ?? other ?? '',
  );
  return literals
    .filter((text) => new RegExp(JAPANESE, 'u').test(text) && text !== FOLDER_EXISTS)
    .map((text) => text.replaceAll(/\$\{[^}]*\}/g, '').replaceAll(/「[^」]*[A-Za-z][^」]*」/g, '「」'));
});

/** The texts in which something occurs. */
function withAny(pattern: string): string[] {
  return TEXTS.filter((text) => new RegExp(pattern, 'u').test(text));
}

describe('LOCAL the Japanese texts', () => {
  test('are found', () => expect(TEXTS.length).toBeGreaterThan(500));

  test('set off Latin words by a space', () => {
    expect(withAny(`${JAPANESE}${LATIN}|${LATIN}${JAPANESE}`)).toEqual([]);
  });

  test('do not set off abbreviations', () => {
    expect(withAny(`${JAPANESE} ${ABBREVIATION}|${ABBREVIATION} ${JAPANESE}`)).toEqual([]);
  });

  test('call consent by one word, but for buttons and requests of Microsoft', () => {
    expect(withAny('承諾')).toEqual(withAny('「承諾」'));
    expect(withAny('(?<!「)管理者の承認')).toEqual([]);
    expect(withAny('連携解除')).toEqual([]);
  });
});
