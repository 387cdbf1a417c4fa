import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { BizCard } from '../../../local/sample-data/biz-card.ts';
import { readVcards } from '../../../local/sample-data/vcards/vcards.ts';

const to = { ownerId: 'user01', ownerName: '例野 花子', now: new Date('2026-04-10T03:00:00Z') };
/** The bytes of a file; in a text, each character below U+0100 stands for a byte. */
const file = (...lines: string[]) => Buffer.from(lines.join('\r\n'), 'latin1');
const utf8 = (text: string) => Buffer.from(text).toString('latin1');
const vcard = (version: string, ...lines: string[]) => ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD'];

describe('LOCAL a vCard as phones and programs write it', () => {
  const name = utf8('見');
  test.each<[what: string, lines: string[], card: Partial<BizCard>, doubts: number[]]>([
    [
      'folded inside a character',
      vcard('3.0', `N:${name.slice(0, 2)}`, ` ${name.slice(2)};`),
      { lastName: '見', firstName: null },
      [],
    ],
    [
      'in Windows-1252, declared',
      vcard('2.1', 'N;CHARSET=Windows-1252:M\xfcller;J\xf6rg', 'ORG;CHARSET=WINDOWS-1252:Stra\xdfe'),
      { lastName: 'Müller', firstName: 'Jörg', companyName: 'Straße' },
      [],
    ],
    ['in ISO-8859-1, not declared', vcard('3.0', 'N:M\xfcller;J\xf6rg'), { lastName: 'Müller' }, [3]],
    [
      'in Shift_JIS, declared',
      vcard('2.1', 'N;CHARSET=SHIFT_JIS:\x8c\xa9\x96{;\x91\xbe\x98Y'),
      { lastName: '見本', firstName: '太郎' },
      [],
    ],
    [
      'in Shift_JIS, not declared',
      vcard('2.1', 'N:\x8c\xa9\x96{;\x91\xbe\x98Y'),
      { lastName: '見本', firstName: '太郎' },
      [3],
    ],
    [
      'in Shift_JIS with a character whose second byte is a backslash',
      vcard('2.1', 'N;CHARSET=SHIFT_JIS:\x8f\\\x93c'),
      { lastName: '十田' },
      [],
    ],
    [
      'in quoted-printable Shift_JIS, not declared',
      vcard('2.1', 'N;ENCODING=QUOTED-PRINTABLE:=8C=A9=96=7B'),
      { lastName: '見本' },
      [3],
    ],
    [
      'saved again in UTF-8 with the old charset named',
      vcard('2.1', `N;CHARSET=SHIFT_JIS:${utf8('見本;太郎')}`),
      { lastName: '見本', firstName: '太郎' },
      [],
    ],
    [
      'with base64 text',
      vcard('2.1', 'N;CHARSET=UTF-8;ENCODING=BASE64:6KaL5pysO+WkqumDjg=='),
      { lastName: '見本', firstName: '太郎' },
      [],
    ],
    [
      'with a photo whose lines are not indented',
      vcard(
        '2.1',
        'N:a',
        'PHOTO;ENCODING=BASE64;JPEG:AAECAwQF',
        'BgcICQoL',
        'DA0ODw==',
        '',
        'EMAIL;WORK:a@example.com',
      ),
      { lastName: 'a', email: 'a@example.com' },
      [],
    ],
    [
      'with another card inside',
      vcard('2.1', 'N:boss', 'AGENT:', ...vcard('2.1', 'N:agent', 'EMAIL:agent@example.com'), 'TEL;WORK:03-0000-0001'),
      { lastName: 'boss', email: null, tel: '03-0000-0001' },
      [5],
    ],
    [
      'with an escaped colon in a URL',
      vcard('3.0', 'N:a', 'item1.URL;type=pref:http\\://www.example.com/a'),
      { url: 'http://www.example.com/a' },
      [],
    ],
    [
      'with a label of its own in parentheses',
      vcard('2.1', 'N:a', 'TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E5=86=85):03-0000-0001'),
      { tel: '03-0000-0001' },
      [],
    ],
  ])('%s', (_, lines, card, doubts) => {
    const { cards, problems } = readVcards(file(...lines), to);
    expect(cards).toEqual([expect.objectContaining(card)]);
    expect(problems.map(({ line }) => line)).toEqual(doubts);
  });

  test('in UTF-16', () => {
    const text = `\ufeff${vcard('3.0', 'N:見本;太郎').join('\r\n')}`;
    for (const bytes of [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()]) {
      expect(readVcards(bytes, to)).toMatchObject({ cards: [{ lastName: '見本', firstName: '太郎' }], problems: [] });
    }
  });
});

const folder = process.env['VCARD_CASES'];

(folder === undefined ? describe.skip : describe)('LOCAL files of vCards from outside', () => {
  const names = folder === undefined ? [] : readdirSync(folder).filter((each) => each.endsWith('.vcf'));

  test.each(names.length > 0 ? names : ['none'])('every card of %s is read whole, or told with its line', (each) => {
    const bytes = readFileSync(join(folder ?? '', each));
    const { cards, problems } = readVcards(bytes, to);
    const begun = bytes.toString('latin1').match(/^BEGIN:VCARD/gim) ?? [];
    expect(cards.length + problems.length).toBeGreaterThanOrEqual(begun.length);
    expect(cards.length).toBeGreaterThan(0);
    // Neither a replacement character, nor what UTF-8 and Shift_JIS look like in another charset.
    expect(JSON.stringify(cards)).not.toMatch(/[\ufffd\u0080-\u009f]|[ÃÂ][\u00a0-\u00bf]/);
  });
});
