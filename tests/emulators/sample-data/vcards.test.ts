import { describe, expect, test } from '@jest/globals';
import { blankContent } from '../../../local/sample-data/biz-card.ts';
import { readVcards } from '../../../local/sample-data/vcards/vcards.ts';

const to = { ownerId: 'user01', ownerName: '例野 花子', now: new Date('2026-04-10T03:00:00Z') };
const read = (...lines: string[]) => readVcards(lines.join('\r\n'), to);
const vcard = (version: string, ...lines: string[]) => ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD'];
/** The only card of a file that has no problem. */
function only(version: string, ...lines: string[]) {
  const { cards, problems } = read(...vcard(version, ...lines));
  expect(problems).toEqual([]);
  expect(cards).toHaveLength(1);
  return cards[0];
}

describe('LOCAL reading a vCard', () => {
  test('3.0 as a phone exports it', () => {
    const card = only(
      '3.0',
      'N:見本;太郎;;;',
      'FN:見本 太郎',
      'X-PHONETIC-LAST-NAME:ミホン',
      'X-PHONETIC-FIRST-NAME:タロウ',
      'ORG:見本商事株式会社;営業部;第一課',
      'TITLE:課長\\, 主席\\;兼務',
      'EMAIL;type=INTERNET;type=HOME:private@example.test',
      'EMAIL;type=INTERNET;type=WORK;type=pref:taro@example.com',
      'TEL;type=HOME:03-0000-0009',
      'TEL;type=WORK;type=VOICE:03-0000-0001',
      'TEL;type=CELL:090-0000-0002',
      'TEL;type=WORK,FAX:03-0000-0003',
      'item1.ADR;type=WORK:;見本ビル8F;見本町1-2-3;千代田区;東京都;100-0000;日本',
      'item1.X-ABADR:jp',
      'URL:https://www.example.com/?a=1,2',
      'NOTE:一行目\\n二行目, 続き',
      'PHOTO;ENCODING=b;TYPE=JPEG:AAAA',
      ' BBBB',
      'UID:urn:uuid:0000',
      'REV:2026-04-01T01:02:03Z',
    );
    expect(card).toEqual({
      ...blankContent,
      id: expect.stringMatching(/^CARD-[0-9a-f]{24}$/),
      personId: null,
      companyId: null,
      owner: { id: 'user01', name: '例野 花子' },
      entryStatus: 'completed',
      registeredTime: '2026-04-10T12:00:00+09:00',
      updatedTime: '2026-04-01T10:02:03+09:00',
      lastName: '見本',
      firstName: '太郎',
      lastNameReading: 'ミホン',
      firstNameReading: 'タロウ',
      companyName: '見本商事株式会社',
      departmentName: '営業部 第一課',
      title: '課長, 主席;兼務',
      email: 'taro@example.com',
      tel: '03-0000-0001',
      secondTel: '03-0000-0009',
      mobile: '090-0000-0002',
      fax: '03-0000-0003',
      postalCode: '100-0000',
      prefecture: '東京都',
      city: '千代田区',
      street: '見本町1-2-3',
      building: '見本ビル8F',
      address: '東京都千代田区見本町1-2-3 見本ビル8F',
      countryCode: 'JP',
      url: 'https://www.example.com/?a=1,2',
      memo: '一行目\n二行目, 続き',
    });
  });

  test('4.0 with preferences, sort-as, telephone URIs and an offset in REV', () => {
    const card = only(
      '4.0',
      'N;SORT-AS="ミホン,タロウ":見本;太郎;;;',
      'EMAIL;PREF=2:second@example.com',
      'EMAIL;PREF=1:first@example.com',
      'TEL;VALUE=uri;TYPE="work,voice":tel:+81-3-0000-0001;ext=45',
      'TEL;VALUE=uri;TYPE=cell:tel:+81-90-0000-0002',
      'ADR;TYPE=work:;;123 Example Ave;New York;NY;10001;United States',
      'REV:20260401T100203+0900',
    );
    expect(card).toMatchObject({
      lastNameReading: 'ミホン',
      firstNameReading: 'タロウ',
      email: 'first@example.com',
      tel: '+81-3-0000-0001 ext. 45',
      mobile: '+81-90-0000-0002',
      address: '123 Example Ave, New York, NY',
      countryCode: 'US',
      updatedTime: '2026-04-01T10:02:03+09:00',
    });
  });

  test('2.1 with bare types, quoted-printable in Shift_JIS and a soft line break', () => {
    const card = only(
      '2.1',
      'N;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8C=A9=96{;=91=BE=',
      '=98Y',
      'SOUND;X-IRMC-N;CHARSET=SHIFT_JIS:ﾐﾎﾝ;ﾀﾛｳ;;;',
      'NOTE;QUOTED-PRINTABLE:=E8=A6=8B=E6=9C=AC, a=0D=0Ab',
      'TEL;CELL;VOICE:090-0000-0002',
      'TEL;WORK;FAX:03-0000-0003',
      'EMAIL;PREF;INTERNET:taro@example.com',
    );
    expect(card).toMatchObject({
      lastName: '見本',
      firstName: '太郎',
      lastNameReading: 'ﾐﾎﾝ',
      firstNameReading: 'ﾀﾛｳ',
      memo: '見本, a\nb',
      mobile: '090-0000-0002',
      fax: '03-0000-0003',
      tel: null,
      email: 'taro@example.com',
    });
  });

  test.each([
    [
      'a formatted name alone stays in one piece',
      ['FN:Mary Jane Sample'],
      { lastName: 'Mary Jane Sample', firstName: null },
    ],
    [
      'a company is not a person',
      ['N:;;;;', 'FN:見本商事', 'ORG:見本商事;'],
      { lastName: null, companyName: '見本商事', departmentName: null },
    ],
    ['sort-string is a reading', ['N:見本', 'SORT-STRING:ミホン'], { lastNameReading: 'ミホン' }],
    ['an unknown country has no code', ['N:a', 'ADR:;;;;;;Atlantis'], { countryCode: null }],
    [
      'an empty value is missing',
      ['N:a', 'TITLE:', 'TEL;TYPE=work: ', 'ADR:;;;;;;'],
      { title: null, tel: null, address: null },
    ],
    ['a pager is no telephone', ['N:a', 'TEL;TYPE=pager:03-0000-0001'], { tel: null }],
    ['a revision to come counts as now', ['N:a', 'REV:2030-01-01'], { updatedTime: '2026-04-10T12:00:00+09:00' }],
    ['an unreadable revision counts as now', ['N:a', 'REV:someday'], { updatedTime: '2026-04-10T12:00:00+09:00' }],
  ])('%s', (_, lines, expected) => expect(only('3.0', ...lines)).toMatchObject(expected));
});

describe('LOCAL reading a file', () => {
  test.each([
    ['\r\n', ''],
    ['\n', ''],
    ['\r\n', '\uFEFF'],
  ])('takes line ends %j after %j', (lineEnd, start) => {
    const text = start + [...vcard('3.0', 'N:見', ' 本'), '', ...vcard('4.0', 'FN:花子')].join(lineEnd);
    const { cards, problems } = readVcards(text, to);
    expect(cards.map((card) => card.lastName)).toEqual(['見本', '花子']);
    expect(problems).toEqual([]);
  });

  test('a card that cannot be read is named by line and stops no other', () => {
    const { cards, problems } = read(
      ...vcard('3.0', 'N:first'),
      ...vcard('3.0', 'N:second', 'no property'),
      'BEGIN:VCARD',
      'N:not closed',
      ...vcard('2.1', 'N;CHARSET=KLINGON;ENCODING=QUOTED-PRINTABLE:=41'),
      ...vcard('2.1', 'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=FF'),
      ...vcard('3.0', 'NOTE:nobody'),
      'END:VCARD',
      ...vcard('3.0', 'N:last'),
    );
    expect(cards.map((card) => card.lastName)).toEqual(['first', 'last']);
    expect(problems).toEqual([
      { line: 8, reason: expect.stringContaining('no property') },
      { line: 10, reason: 'This card has no END:VCARD' },
      { line: 14, reason: expect.stringContaining('KLINGON') },
      { line: 18, reason: expect.stringContaining('not valid') },
      { line: 20, reason: 'This card has no name, no company and no e-mail address' },
      { line: 24, reason: 'This END:VCARD has no BEGIN:VCARD' },
    ]);
  });

  test.each(['', 'name,mail\nTaro,taro@example.com'])('a file without cards says so: %j', (text) => {
    expect(readVcards(text, to)).toEqual({
      cards: [],
      problems: [{ line: 1, reason: 'There is no vCard in this file' }],
    });
  });

  test.each([
    ['the later revision', 'REV:2026-01-02', 'REV:2026-01-01', 'first'],
    ['the later one in the file', 'REV:2026-01-01', 'REV:2026-01-01', 'second'],
  ])('of two cards with one UID %s is taken', (_, firstRevision, secondRevision, taken) => {
    const { cards, problems } = read(
      ...vcard('3.0', 'UID:1', 'N:first', firstRevision),
      ...vcard('3.0', 'UID:1', 'N:second', secondRevision),
    );
    expect(cards.map((card) => card.lastName)).toEqual([taken]);
    expect(problems).toEqual([{ line: taken === 'first' ? 7 : 1, reason: expect.stringContaining('is the same') }]);
  });

  test('ids stay the same for one owner and differ between owners', () => {
    const file = [...vcard('3.0', 'UID:1', 'N:a'), ...vcard('3.0', 'N:without UID')].join('\n');
    const ids = (text: string, ownerId: string) => readVcards(text, { ...to, ownerId }).cards.map((card) => card.id);
    expect(ids(file.replace('N:a', 'N:renamed'), 'user01')).toEqual(ids(file, 'user01'));
    expect(new Set([...ids(file, 'user01'), ...ids(file, 'user02')]).size).toBe(4);
  });
});
