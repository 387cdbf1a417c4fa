import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  readContactStamp,
  readFolderStamp,
  writeContactStamp,
  writeFolderStamp,
} from '../../../shared/contacts/stamp.ts';
import { cardIdSchema } from '../../../shared/ids.ts';

const name = fc.string({ unit: fc.constantFrom(...'aZ0-_é山'), minLength: 1 });
const cardId = fc.string({ unit: 'binary', minLength: 1 }).map((id) => cardIdSchema.parse(id));

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
