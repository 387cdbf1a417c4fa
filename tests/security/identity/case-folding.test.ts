import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readKeyFile } from '../../../shared/api-keys/key-file.ts';
import { foldAscii } from '../../../shared/ascii-case.ts';

/** What `toLowerCase`, `toUpperCase` or `localeCompare` take for a letter of ASCII. */
const LOOK_ALIKES = [
  '\u212Aen@mihon.example.com',
  'M\u0130sak\u0131@mihon.example.com',
  'mi\u017Faki@mihon.example.com',
];

describe('A7 an address', () => {
  test('is one in capital letters as well', () => {
    expect(foldAscii("Ken.O'Hara+X@MIHON.Example.COM")).toBe("ken.o'hara+x@mihon.example.com");
  });

  test.each(LOOK_ALIKES)('is not the one that looks like it: %j', (address) => {
    expect(foldAscii(address)).not.toMatch(/^\p{ASCII}*$/u);
    const read = readKeyFile(new TextEncoder().encode(`${address},${'a'.repeat(32)}\n`));
    if (read.kind === 'lines')
      expect(read.lines.map(({ email }) => foldAscii(email))).not.toContain('ken@mihon.example.com');
  });

  test('is folded by nothing that knows other letters than those of ASCII', () => {
    const OTHERWISE = {
      'shared/ascii-case.ts': 'the function itself',
      'shared/ids.ts': 'of a GUID, which was recognized before',
      'shared/language.ts': 'of a language, which opens nothing',
      'shared/consent/finish-connecting.ts': 'of the word "true"',
      'shared/contacts/graph-mailbox.ts': 'of the name of a folder, as Outlook compares them',
      'shared/contacts/map-card.ts': 'of what is printed on a card',
      'shared/contacts/phone-number.ts': 'of what is printed on a card',
      'shared/portal/app.ts': 'of an address of ours, as the functions host compares them',
    };
    const files = readdirSync('shared', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const folding = files
      .map((file) => `shared/${file}`)
      .filter((file) => /to(Locale)?(Lower|Upper)Case|localeCompare/.test(readFileSync(file, 'utf8')));
    expect(folding.filter((file) => !(file in OTHERWISE))).toEqual([]);
  });
});
