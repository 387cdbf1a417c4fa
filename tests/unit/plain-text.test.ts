import { describe, expect, test } from '@jest/globals';
import { readApiKey, readKeyEntry } from '../../shared/api-keys/supply-key.ts';
import { bareText, bareUrl } from '../../shared/plain-text.ts';

const KEY = '0123456789abcdefghijklmnopqrstuv';
const FULL_WIDTH = '０１２３４５６７８９ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖ';

describe('F5 what is typed', () => {
  test.each([
    ['ａｂ＠ｃ', 'ab@c'],
    ['ﾃﾞｰﾀ\u00a0﹫', 'データ @'],
    ['\u212aen①', '\u212aen①'],
    ['\u3000a\u200bb\u00ad\u202e ', 'ab'],
    ['「a」', 'a'],
    ['"(a)"', 'a'],
    ['a(b)', 'a(b)'],
    ['"', '"'],
    ['03ー1234—5678', '03-1234-5678'],
    ['データー', 'データー'],
  ])('%j is %j', (typed, meant) => {
    expect(bareText(typed)).toBe(meant);
  });

  test.each([
    ['https://example.com/card/{id}', 'https://example.com/card/{id}'],
    ['「https://example.com/{id}」', 'https://example.com/{id}'],
    ['<https://example.com/{id}?p={personId}>', 'https://example.com/{id}?p={personId}'],
    ['URL：ｈｔｔｐｓ：／／example.com/{id}。', 'https://example.com/{id}'],
    ['https://a.example https://b.example', 'https://a.example https://b.example'],
    ['example.com', 'example.com'],
  ])('the URL in %j is %j', (typed, meant) => {
    expect(bareUrl(typed)).toBe(meant);
  });

  test.each([
    [KEY, KEY],
    [FULL_WIDTH, KEY],
    [`\u200b ${KEY}\n`, KEY],
    [`"${KEY}"`, KEY],
    [`APIキー：${KEY}`, KEY],
    [`api key: ${KEY}.`, KEY],
    [`${KEY}\n${KEY}`, KEY],
    [`${KEY}0`, undefined],
    [KEY.slice(1), undefined],
    [`${KEY} ${KEY.toUpperCase()}`, undefined],
    ['', undefined],
  ])('the key in %j is %j', (typed, meant) => {
    expect(readApiKey(typed)).toBe(meant);
  });

  test.each([
    ['Ｈanako <Hanako＠example.com>', 'hanako@example.com'],
    ['mailto:hanako@example.com', 'hanako@example.com'],
    ['hanako@example.com。', 'hanako@example.com'],
    ['taro.@docomo.ne.jp', 'taro.@docomo.ne.jp'],
    ['a@example.com, b@example.com', undefined],
    ['hanako', undefined],
    [`${'a'.repeat(250)}@example.com`, undefined],
  ])('the address in %j is %j', (email, meant) => {
    expect(readKeyEntry({ email, apiKey: KEY })).toEqual(
      meant === undefined ? 'invalid-email' : { email: meant, apiKey: KEY },
    );
  });
});
