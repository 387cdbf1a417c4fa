import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  readContactStamp,
  readFolderStamp,
  writeContactStamp,
  writeFolderStamp,
} from '../../../shared/contacts/stamp.ts';
import { cardIdSchema } from '../../../shared/ids.ts';
import { anyCharacter } from '../fixtures/cards.ts';

const name = fc.string({ unit: fc.constantFrom(...'aZ0-_é山'), minLength: 1 });
const cardId = fc.string({ unit: anyCharacter, minLength: 1 }).map((id) => cardIdSchema.parse(id));

describe('C2 our mark', () => {
  test('on a contact is read as it was written, whatever the card is called', () => {
    fc.assert(
      fc.property(name, fc.nat(), name, cardId, (linkId, attempt, hash, id) => {
        const stamp = { linkId, attempt, hash, cardId: id };
        expect(readContactStamp(writeContactStamp(stamp))).toEqual(stamp);
      }),
      { examples: [['link', 1, 'hash', cardIdSchema.parse('a|b\n|c')]] },
    );
  });

  test('on a contact is no longer than what a listing shows, and says the same card when an earlier one was', () => {
    const linkId = '0'.repeat(36);
    const long = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 2000, size: 'max' });
    fc.assert(
      fc.property(long, (text) => {
        const id = cardIdSchema.parse(text);
        const stamp = { linkId, attempt: Number.MAX_SAFE_INTEGER, hash: 'h'.repeat(22), cardId: id };
        expect(writeContactStamp(stamp).length).toBeLessThanOrEqual(255);
        expect(cardIdSchema.parse(id)).toBe(id);
        expect(readContactStamp(`1|${linkId}|1|h|${text}`)?.cardId).toBe(id);
      }),
      { examples: [['c'.repeat(128)], ['c'.repeat(129)]] },
    );
    const [one, other] = ['A', 'B'].map((last) => cardIdSchema.parse('c'.repeat(300) + last));
    expect(one).not.toBe(other);
  });

  test('on a folder is read as it was written', () => {
    fc.assert(
      fc.property(name, name, (linkId, attempt) => {
        expect(readFolderStamp(writeFolderStamp({ linkId, attempt }))).toEqual({ linkId, attempt });
      }),
    );
  });

  test.each([
    '',
    '1',
    '1|link',
    '1||1|h|card',
    '1|link|one|h|card',
    '1|link|1|card',
    '1|link|1|h|',
    '2|link|1|h|card',
    'x1|link|1|h|card',
    '1|link|1x|h|card',
    '1|link|x1|h|card',
    '1|link||h|card',
  ])('is not seen in "%s"', (text) => {
    expect(readContactStamp(text)).toBeUndefined();
  });

  test.each(['', '1|link', '1|link|', '1||attempt', '1|link|attempt|more', '2|link|attempt', 'x1|link|attempt'])(
    'of a folder is not seen in "%s"',
    (text) => {
      expect(readFolderStamp(text)).toBeUndefined();
    },
  );
});
