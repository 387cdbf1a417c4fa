import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readKeyFile } from '../../../shared/api-keys/key-file.ts';
import { foldAscii } from '../../../shared/ascii-case.ts';

const sources = ['shared', 'functions'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [`${folder}/${file}`, readFileSync(`${folder}/${file}`, 'utf8')] as const),
);

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

  test.each(LOOK_ALIKES)('is not the one that looks like it: %j', async (address) => {
    expect(foldAscii(address)).not.toMatch(/^\p{ASCII}*$/u);
    const read = await readKeyFile(new TextEncoder().encode(`${address},${'a'.repeat(32)}\n`));
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
    const folding = sources.filter(([, text]) =>
      /to(Locale)?(Lower|Upper)Case|localeCompare|Intl\.Collator/.test(text),
    );
    expect(folding.map(([file]) => file).filter((file) => !(file in OTHERWISE))).toEqual([]);
  });

  test('is found by no expression that ignores the case of letters by the rules of Unicode', () => {
    // With `u` or `v`, `i` takes U+212A for a `k` and U+017F for an `s`; without, letters of ASCII for themselves alone.
    expect([/k/iu.test('\u212A'), /k/i.test('\u212A'), /s/iu.test('\u017F'), /s/i.test('\u017F')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    const flags = (text: string) =>
      [...text.matchAll(/[^\s\\]\/([dgimsuvy]{2,})(?=\s*[.,;:)\]}])/g)].map(([, all = '']) => all);
    const found = sources.filter(([, text]) => flags(text).some((all) => all.includes('i') && /[uv]/.test(all)));
    expect(found.map(([file]) => file)).toEqual([]);
    expect(sources.flatMap(([, text]) => flags(text))).toContain('gi');
  });
});
