import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { notesBlock, replaceNotesBlock } from '../../../shared/contacts/notes.ts';
import { blankCard } from '../fixtures/cards.ts';

const TEMPLATE = 'https://sansan.example.com/{companyId}/{personId}/{id}';
const first = notesBlock(blankCard({ id: 'CARD-1' }), undefined);
const second = notesBlock(blankCard({ id: 'CARD-1' }), TEMPLATE);

describe('C5 our block in the notes', () => {
  test('shows the card id where the organization has no template', () => {
    expect(first).toContain('名刺ID: CARD-1\n');
  });

  test('shows the address of the card, with what a URL cannot hold escaped', () => {
    const card = blankCard({ id: 'a/b?c', personId: '山', companyId: 'C#\ud800' });
    expect(notesBlock(card, TEMPLATE)).toContain('https://sansan.example.com/C%23%EF%BF%BD/%E5%B1%B1/a%2Fb%3Fc\n');
  });
});

describe('C5 rewriting the block', () => {
  test.each<[string, string, string]>([
    ['fills empty notes', '', second],
    ['replaces only itself', first, second],
    ['keeps what stands below', `${first}電話は午前\n\n  に\n`, `${second}電話は午前\n\n  に\n`],
    ['keeps what stands above, below', `要注意\n${first}午前`, `${second}要注意\n午前`],
    ['keeps notes that were written before it, below', 'もとのメモ', `${second}もとのメモ`],
    ['keeps what Outlook on Windows wrote', `${first}一\n二`.replaceAll('\n', '\r\n'), `${second}一\n二`],
    [
      'keeps what stands where a person removed our line',
      first.replace(/^.*\n/, '大事なメモ\n'),
      `${second}大事なメモ\n`,
    ],
    ['keeps what follows where a person removed our line', `${first.replace(/^.*\n/, '')}午前`, `${second}午前`],
  ])('%s', (_, before, after) => {
    expect(replaceNotesBlock(before, second)).toBe(after);
  });

  const [line = '', end = ''] = first.split('\n');
  test.each<[string, string]>([
    ['a blank line between its lines', `${line}\n\n${end}\n`],
    ['spaces that do not break', first.replaceAll(' ', '\u00a0')],
    ['other dashes', first.replaceAll('―', '-')],
    ['its end wrapped', first.replace(' (', '\n(').replace('line are', 'line\nare')],
  ])('that an editor left with %s makes no second block', (_, edited) => {
    expect(replaceNotesBlock(`above\n${edited}below`, second)).toBe(`${second}above\nbelow`);
  });

  const written = fc
    .array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\n', ' ', 'https://', '―――', first)))
    .map((parts) => parts.join('').replaceAll('\r', ''));
  const blocks = fc.array(fc.constantFrom(first, second), { minLength: 1, maxLength: 5 });

  test('any number of times keeps every letter below it', () => {
    fc.assert(
      fc.property(written, blocks, (below, rewrites) => {
        const notes = rewrites.reduce(replaceNotesBlock, `${first}${below}`);
        expect(notes).toBe(`${rewrites.at(-1)}${below}`);
      }),
    );
  });

  test('any number of times keeps what was written above it', () => {
    fc.assert(
      fc.property(written, written, blocks, (above, below, rewrites) => {
        const notes = rewrites.reduce(replaceNotesBlock, `${above}\n${first}${below}`);
        expect(notes.startsWith(rewrites.at(-1) ?? '')).toBe(true);
        expect(notes.endsWith(below)).toBe(true);
        for (const line of above.replaceAll(first, '\n').split('\n')) expect(notes).toContain(line.trim());
      }),
    );
  });
});
