import { describe, expect, test } from '@jest/globals';
import { type KeyFile, MAX_LINES, readKeyFile, supplyKeysOf } from '../../../shared/api-keys/key-file.ts';
import { linkKey, NOON } from '../fixtures/links.ts';

const KEY = 'k'.repeat(32);
const A = { email: 'a@example.com', apiKey: KEY };
const utf8 = (text: string) => new TextEncoder().encode(text);
/** 氏名 in Shift_JIS. */
const NAME_IN_SHIFT_JIS = [0x8e, 0x81, 0x96, 0xbc];

function linesOf(file: KeyFile) {
  if (file.kind !== 'lines') throw new Error(`The file is ${file.kind}.`);
  return file.lines.map(({ number, email, apiKey }) => ({ number, email, apiKey }));
}

describe('A7, F6 a file of keys is read', () => {
  test.each<[string, Uint8Array, number]>([
    ['without a header', utf8(`a@example.com,${KEY}\n`), 1],
    ['with a header', utf8(`email,api key\na@example.com,${KEY}\n`), 2],
    ['with a header in Japanese', utf8(`メールアドレス,APIキー\r\na@example.com,${KEY}\r\n`), 2],
    ['with a byte order mark', utf8(`\ufeffa@example.com,${KEY}`), 1],
    ['with a byte order mark and a header', utf8(`\ufeffemail,api key\na@example.com,${KEY}`), 2],
    ['in quotation marks', utf8(`"a@example.com","${KEY}"`), 1],
    ['with spaces around', utf8(` a@example.com , ${KEY} \n`), 1],
    ['with further columns', utf8(`a@example.com,${KEY},花子,営業部`), 1],
    ['after empty lines, which count', utf8(`\n\na@example.com,${KEY}\n\n`), 3],
    ['in full-width characters', utf8(`ａ＠example．com，${KEY}\n`), 1],
    ['with an address as mail programs write it', utf8(`"Hanako <a@example.com>",${KEY}\n`), 1],
    ['with invisible characters', utf8(`\u200ba@example.com,\u2060${KEY}\n`), 1],
    ['with semicolons', utf8(`email;key\na@example.com;${KEY}`), 2],
    ['with tabs, as Excel copies', utf8(`a@example.com\t${KEY}`), 1],
    ['among rows of empty fields', utf8(`,,\n"",""\n\u3000,\na@example.com,${KEY},\n,,\n`), 4],
    ['in UTF-16', new Uint8Array(Buffer.from(`a@example.com,${KEY}`, 'utf16le')), 1],
    ['in UTF-16 with a byte order mark', new Uint8Array(Buffer.from(`\ufeffa@example.com\t${KEY}`, 'utf16le')), 1],
    ['in UTF-16, big end first', new Uint8Array(Buffer.from(`\ufeffa@example.com\t${KEY}`, 'utf16le').swap16()), 1],
    [
      'in Shift_JIS with a character that only Windows has',
      new Uint8Array([...utf8(`a@example.com,${KEY},`), 0xfb, 0xfc, 0x87, 0x40]),
      1,
    ],
    [
      'in Shift_JIS',
      new Uint8Array([
        ...utf8('email,api key,'),
        ...NAME_IN_SHIFT_JIS,
        ...utf8(`\r\na@example.com,${KEY},`),
        ...NAME_IN_SHIFT_JIS,
      ]),
      2,
    ],
  ])('%s', async (_, bytes, number) => {
    expect(linesOf(await readKeyFile(bytes))).toEqual([{ number, ...A }]);
  });

  test('also where a line has no key, which is told of that line', async () => {
    expect(linesOf(await readKeyFile(utf8(`a@example.com\n,${KEY}\n`)))).toEqual([
      { number: 1, email: 'a@example.com', apiKey: '' },
      { number: 2, email: '', apiKey: KEY },
    ]);
  });

  test.each([`misaki.mihon.example.com,${KEY}`, 'misaki.mihon.example.com', 'user,password', 'email,', ',api key'])(
    'and a first line that is no header counts: %s',
    async (first) => {
      expect(linesOf(await readKeyFile(utf8(`${first}\na@example.com,${KEY}\n`))).map(({ number }) => number)).toEqual([
        1, 2,
      ]);
    },
  );

  test.each([
    'email,api key,',
    'メールアドレス（必須）,APIキー',
    'E-mail Address;Sansan Open API Key',
    '電子メール,キー',
  ])('and a header does not: %s', async (first) => {
    expect(linesOf(await readKeyFile(utf8(`${first}\na@example.com,${KEY}\n`)))).toEqual([{ number: 2, ...A }]);
  });

  test('up to so many lines, and the header is none', async () => {
    const many = (count: number) => utf8(`email,key\n${`a@example.com,${KEY}\n`.repeat(count)}`);
    expect(linesOf(await readKeyFile(many(MAX_LINES)))).toHaveLength(MAX_LINES);
    expect(await readKeyFile(many(MAX_LINES + 1))).toEqual({ kind: 'too-many' });
  });
});

describe('A7, F6 a file of keys', () => {
  test.each<[KeyFile['kind'], string, Uint8Array]>([
    ['empty', 'nothing', utf8('')],
    ['empty', 'a header alone', utf8('email,api key\n')],
    ['empty', 'rows of empty fields alone', utf8(',,\n,,\n')],
    ['unreadable', 'a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0xff])],
  ])('a file is %s: %s', async (kind, _, bytes) => {
    expect(await readKeyFile(bytes)).toEqual({ kind });
  });

  test('with a quotation mark that is never closed says where', async () => {
    const text = `a@example.com,${KEY}\n"b@example.com,${KEY}\nc@example.com,${KEY}\n`;
    expect(await readKeyFile(utf8(text))).toEqual({ kind: 'unclosed', line: 2 });
  });

  test('gets through behind thousands of rows of empty fields', async () => {
    expect(linesOf(await readKeyFile(utf8(`${',,\n'.repeat(3000)}a@example.com,${KEY}`)))).toEqual([
      { number: 3001, ...A },
    ]);
  });

  test('when the time is up, the rest of the lines say so', async () => {
    let seconds = 0;
    const deps = {
      // Each look at the clock is a second later, so that a line takes one.
      clock: { now: () => new Date(NOON.getTime() + 1000 * seconds++) },
    } as unknown as Parameters<typeof supplyKeysOf>[0];
    const lines = Array.from({ length: 200 }, (_, index) => ({
      number: index + 1,
      email: `nobody-${index}`,
      apiKey: '',
    }));
    const results = await supplyKeysOf(deps, lines, { organizationId: linkKey().organizationId, actor: 'hanako' });
    const outcomes = results.map(({ outcome }) => outcome);
    expect(outcomes.slice(0, 150)).toEqual(Array.from({ length: 150 }, () => 'invalid-email'));
    expect(outcomes.slice(150)).toEqual(Array.from({ length: 50 }, () => 'not-reached'));
  });
});
