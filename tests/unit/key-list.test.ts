import { describe, expect, test } from '@jest/globals';
import { MOST_LINES, readKeyList } from '../../shared/links/key-list.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const HANAKO = { email: 'hanako@example.com', apiKey: 'k1' };

describe('a list of keys is read', () => {
  test.each<[string, Uint8Array, number]>([
    ['with commas', utf8('hanako@example.com,k1'), 1],
    ['with tabs, as copied from Excel', utf8('hanako@example.com\tk1\r\n'), 1],
    ['with blanks and quotation marks', utf8(' "hanako@example.com" , "k1" \n'), 1],
    ['after a heading', utf8('email,api key\nhanako@example.com,k1\n'), 2],
    ['after a heading in Shift_JIS', new Uint8Array([0x83, 0x81, 0x83, 0x8b, ...utf8(',k\nhanako@example.com,k1')]), 2],
    ['after the mark of UTF-8', utf8('\ufeffhanako@example.com,k1'), 1],
    ['after empty lines, which count', utf8('\n\nhanako@example.com,k1'), 3],
    ['with more columns than two', utf8('hanako@example.com,k1,note'), 1],
  ])('%s', (_, file, line) => {
    expect(readKeyList(file)).toEqual([{ line, ...HANAKO }]);
  });
});

describe('a list of keys is refused', () => {
  test.each<[string, string, string]>([
    ['without a line', '', 'empty'],
    ['with a heading only', 'email,api key\n', 'empty'],
    ['with a quotation mark too few', '"hanako@example.com,k1', 'unreadable'],
    ['with too many lines', 'a@example.com,k\n'.repeat(MOST_LINES + 1), 'too-many-lines'],
  ])('%s', (_, text, problem) => {
    expect(readKeyList(utf8(text))).toBe(problem);
  });
});
