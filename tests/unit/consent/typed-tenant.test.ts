import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readTypedTenant } from '../../../shared/consent/typed-tenant.ts';

const ID = '12345678-90ab-cdef-1234-567890abcdef';
const OTHER = '0b1ec700-0000-4000-8000-000000010002';

describe('A1, F5 a tenant ID', () => {
  test.each([
    ID,
    ID.toUpperCase(),
    ` ${ID}\n`,
    `\ufeff${ID}\u200b`,
    '１２３４５６７８－９０ａｂ－ｃｄｅｆ－１２３４－５６７８９０ａｂｃｄｅｆ',
    ...['‐', '‑', '–', '—', '−', 'ー', '－', ' - ', '─', ' ', '\n'].map((dash) => ID.replaceAll('-', dash)),
    `1234\u200b5678${ID.slice(8)}`,
    `{${ID}}`,
    `{${ID}`,
    `"${ID}"`,
    `「${ID}」`,
    `テナント ID：${ID}`,
    `ディレクトリ (テナント) ID${ID}`,
    `"tenantId": "${ID}",`,
    ID.replaceAll('-', ''),
    `https://login.microsoftonline.com/${ID}/oauth2/v2.0/authorize?client_id=x`,
    `https://sts.windows.net/${ID}/`,
    `概要\n名前\tContoso\nテナント ID\t${ID}\nプライマリ ドメイン\tcontoso.onmicrosoft.com`,
    `${ID} ${ID.toUpperCase()}`,
  ])('is found in %j', (typed) => {
    expect(readTypedTenant(typed)).toEqual({ kind: 'tenant', tenantId: ID });
  });

  test.each([
    [`${ID} / ${OTHER}`, { kind: 'several-tenants', tenantIds: [ID, OTHER] }],
    [`クライアント ID ${OTHER}\nテナント ID ${ID}`, { kind: 'several-tenants', tenantIds: [OTHER, ID] }],
    ['contoso.onmicrosoft.com', { kind: 'domain-for-tenant' }],
    ['ｃｏｎｔｏｓｏ．ｃｏｍ', { kind: 'domain-for-tenant' }],
    ['admin@contoso.co.jp', { kind: 'domain-for-tenant' }],
    ['見本.jp', { kind: 'domain-for-tenant' }],
    ['', { kind: 'invalid-tenant' }],
    ['Contoso', { kind: 'invalid-tenant' }],
    [ID.slice(1), { kind: 'invalid-tenant' }],
    [`${ID}0`, { kind: 'invalid-tenant' }],
    [`0${ID}`, { kind: 'invalid-tenant' }],
  ])('is not taken from %j', (typed, expected) => {
    expect(readTypedTenant(typed)).toEqual(expected);
  });

  test('is found among any other text', () => {
    const around = fc.string({
      unit: fc.constantFrom('あ', ' ', '\n', '：', '「', '」', 'z', '.', '\u200b'),
      maxLength: 20,
    });
    fc.assert(
      fc.property(fc.uuid(), around, around, (id, before, after) => {
        expect(readTypedTenant(`${before} ${id} ${after}`)).toEqual({ kind: 'tenant', tenantId: id.toLowerCase() });
      }),
    );
  });
});
