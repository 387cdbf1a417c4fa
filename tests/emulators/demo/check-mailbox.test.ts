import { describe, expect, test } from '@jest/globals';
import { checkMailbox, describeDifference } from '../../../local/demo/check-mailbox.ts';
import { expectedContact } from '../../../local/demo/expected-contact.ts';
import { parseContact } from '../../../local/emulators/graph/contact-properties.ts';
import { type MailboxView, mailboxView } from '../../../local/emulators/graph/mailbox-view.ts';
import { type OutlookMailbox, openMailbox } from '../../../local/emulators/graph/outlook-mailbox.ts';
import { memoryStore } from '../../../local/emulators/store.ts';
import { type BizCard, blankContent } from '../../../local/sample-data/biz-card.ts';
import { CARDS_BY_HAND } from '../../../local/sample-data/contacts-by-hand.ts';
import { generateCards } from '../../../local/sample-data/generate.ts';
import { createBody } from '../../../shared/contacts/graph-contact.ts';
import { mapCard } from '../../../shared/contacts/map-card.ts';
import { notesBlock } from '../../../shared/contacts/notes.ts';
import { bizCard, PRINTED, PRINTED_CONTACT, parsed } from '../../unit/fixtures/cards.ts';

const LINK = 'http://127.0.0.1:1/v/card/';
const linkTo = ({ id }: BizCard) => LINK + id;
const STAMP = 'String {6d0b2f2a-5b0e-4b7e-9a0c-2c3f7b1d9e55} Name MeishiSyncCard';
const FAX = 'String 0x3A24';

const card = (changes: Partial<BizCard> = {}): BizCard => ({
  ...bizCard(),
  ...blankContent,
  ...PRINTED,
  ...changes,
});

const contact = {
  ...PRINTED_CONTACT,
  personalNotes: `Sansan の名刺: ${LINK}CARD-1\n―――\n`,
  singleValueExtendedProperties: [
    { id: STAMP, value: '1|link|1|CARD-1' },
    { id: FAX, value: '03-0000-0003' },
  ],
};

/** A mailbox after something was done in it. */
function mailbox(fill: (outlook: OutlookMailbox) => void): MailboxView {
  const account = { tenantId: 'tenant', objectId: 'object', address: 'hanako@example.com', displayName: '見本 花子' };
  const outlook = openMailbox(memoryStore(), account);
  fill(outlook);
  return mailboxView(outlook);
}

/** A mailbox with these contacts in the folder Sansan. */
const withContacts = (...contacts: readonly object[]) =>
  mailbox((outlook) => {
    const folder = outlook.createFolder(outlook.contactsId(), 'Sansan', {});
    for (const properties of contacts) outlook.createContact(folder.id, parseContact(properties));
  });

const differencesOf = (view: MailboxView, cards: readonly BizCard[] = [card()]) =>
  checkMailbox(view, cards, linkTo).differences;

describe('LOCAL a mailbox with the contacts of its cards', () => {
  test('passes, as written by hand', () => {
    expect(differencesOf(withContacts(contact))).toEqual([]);
  });

  test('passes with whatever people put into fields of their own and below our block', () => {
    const own = {
      ...contact,
      nickName: 'みーちゃん',
      personalNotes: `${contact.personalNotes}http://other.example/ も見る`,
    };
    expect(differencesOf(withContacts(own))).toEqual([]);
  });

  test('passes, as written by the app, for every card of the sample world', () => {
    const now = new Date('2026-04-10T12:00:00+09:00');
    const cards = generateCards({ seed: 'check', count: 300, ownerId: 'hanako', ownerName: '見本 花子', now });
    const bodies = cards.map(parsed).map((each) =>
      createBody(mapCard(each, 'as-printed'), notesBlock(each, `${LINK}{id}`), {
        linkId: 'link',
        attempt: 1,
        hash: 'hash',
        cardId: each.id,
      }),
    );
    expect(differencesOf(withContacts(...bodies), cards)).toEqual([]);
  });
});

describe('LOCAL a difference in a field is found', () => {
  const [stamp, fax] = contact.singleValueExtendedProperties;
  test.each<[field: string, planted: object]>([
    ['displayName', { displayName: '太郎 見本' }],
    ['fileAs', { fileAs: '見本, 太郎' }],
    ['givenName', { givenName: '次郎' }],
    ['surname', { surname: null }],
    ['yomiGivenName', { yomiGivenName: 'ミホン' }],
    ['yomiSurname', { yomiSurname: null }],
    ['companyName', { companyName: '見本商事(株)' }],
    ['department', { department: '営業部' }],
    ['jobTitle', { jobTitle: '部長' }],
    ['emailAddresses', { emailAddresses: [{ name: '見本 太郎', address: 'jiro@example.com' }] }],
    ['emailNames', { emailAddresses: [{ name: 'taro', address: 'taro@example.com' }] }],
    ['businessPhones', { businessPhones: ['03-0000-0001'] }],
    ['mobilePhone', { mobilePhone: null }],
    ['businessHomePage', { businessHomePage: 'https://www.example.com' }],
    ['street', { businessAddress: { ...contact.businessAddress, street: '見本町1-2-3' } }],
    ['city', { businessAddress: { ...contact.businessAddress, city: '港区' } }],
    ['state', { businessAddress: { ...contact.businessAddress, state: null } }],
    ['postalCode', { businessAddress: { ...contact.businessAddress, postalCode: '1000000' } }],
    ['countryOrRegion', { businessAddress: { ...contact.businessAddress, countryOrRegion: 'JP' } }],
    ['fax', { singleValueExtendedProperties: [stamp] }],
    ['stampedCard', { singleValueExtendedProperties: [fax] }],
    ['stampedCard', { singleValueExtendedProperties: [{ ...stamp, value: '1|link|1|CARD-2' }, fax] }],
  ])('%s', (field, planted) => {
    expect(differencesOf(withContacts({ ...contact, ...planted }))).toMatchObject([
      { kind: 'field', cardId: 'CARD-1', field },
    ]);
  });

  test.each(['title', 'fax', 'email', 'mobile', 'url', 'departmentName'] as const)(
    'where the card has lost its %s and the contact has not',
    (lost) => {
      expect(differencesOf(withContacts(contact), [card({ [lost]: null })])).not.toEqual([]);
    },
  );
});

describe('LOCAL a difference in the folder is found', () => {
  const other = { ...contact, personalNotes: contact.personalNotes.replace('CARD-1', 'CARD-2') };
  test.each<[what: string, view: MailboxView, differences: object[]]>([
    ['no contact', withContacts(), [{ kind: 'missing', cardId: 'CARD-1' }]],
    ['a contact twice', withContacts(contact, contact), [{ kind: 'double', cardId: 'CARD-1', found: 2 }]],
    ['a contact of another card', withContacts(contact, other), [{ kind: 'stray' }]],
    [
      'notes without the link',
      withContacts({ ...contact, personalNotes: '' }),
      [{ kind: 'missing' }, { kind: 'stray' }],
    ],
    ['no folder', mailbox(() => undefined), [{ kind: 'folders', found: 0 }, { kind: 'missing' }]],
    [
      'the contact outside the folder',
      mailbox((outlook) => {
        outlook.createFolder(outlook.contactsId(), 'Sansan', {});
        outlook.createContact('contacts', parseContact(contact));
      }),
      [{ kind: 'missing' }],
    ],
  ])('%s', (_, view, differences) => {
    expect(differencesOf(view)).toMatchObject(differences);
  });

  test('and told without a word of the card where the card is a real one', () => {
    const [difference] = differencesOf(withContacts({ ...contact, jobTitle: '部長' }));
    if (difference === undefined) throw new Error('Nothing was found.');
    expect(describeDifference(difference, { values: true })).toBe('card CARD-1: jobTitle is "部長", not "課長"');
    expect(describeDifference(difference, { values: false })).toBe('card CARD-1: jobTitle is not as on the card');
  });
});

describe('LOCAL a text that is too long for Outlook', () => {
  const title = '執行役員 兼 '.repeat(60);
  const differencesWith = (jobTitle: string) =>
    differencesOf(withContacts({ ...contact, jobTitle }), [card({ title })]);

  test('passes when its first 255 characters are shown', () => {
    expect(differencesWith(title.slice(0, 255))).toEqual([]);
  });

  test.each([
    ['much less', title.slice(0, 100)],
    ['an ellipsis', title.slice(0, 254).padEnd(255, '…')],
    ['another text', '部長'.repeat(120)],
  ])('does not pass with %s', (_, shown) => {
    expect(differencesWith(shown)).toMatchObject([{ field: 'jobTitle' }]);
  });
});

describe('LOCAL, F1, F2 what the demo expects', () => {
  test.each(CARDS_BY_HAND.map((each) => [each.what, each] as const))(
    'is what was written down by hand: %s',
    (_, byHand) => {
      const expected = expectedContact({ ...bizCard(), ...blankContent, ...byHand.card }, LINK);
      const { linkInNotes, stampedCard, jobTitle, ...fields } = expected;
      // The check compares the first 255 characters.
      const shown = jobTitle.length > 255 ? jobTitle.slice(0, byHand.contact.jobTitle.length) : jobTitle;
      expect({ ...fields, jobTitle: shown }).toEqual(byHand.contact);
    },
  );
});

describe('LOCAL what a person expects of a card', () => {
  test.each<[what: string, printed: Partial<BizCard>, shown: object]>([
    [
      'of a company alone',
      { companyName: '見本商事' },
      { displayName: '見本商事', givenName: '見本商事', surname: '' },
    ],
    ['of an address alone', { email: 'info@example.com' }, { displayName: 'info@example.com' }],
    ['of nobody', {}, { displayName: '（氏名なし）', givenName: '（氏名なし）' }],
    [
      'without a first name',
      { lastName: '見本', lastNameReading: 'ミホン' },
      { givenName: '見本', surname: '', yomiGivenName: 'ミホン', yomiSurname: '' },
    ],
    ['with blanks for a name', { lastName: ' 見本\u3000', firstName: ' ' }, { displayName: '見本', givenName: '見本' }],
    ['in Latin script', { lastName: 'Sample', firstName: 'Alex' }, { displayName: 'Alex Sample' }],
    ['in Korean', { lastName: '김', firstName: '견본' }, { displayName: '김 견본' }],
    [
      'with two addresses',
      { email: 'なし ａ@example.com; b@example.com' },
      { emailAddresses: 'a@example.com / b@example.com' },
    ],
    ['with a slash in an address', { email: 'a/b@x.jp/c@x.jp' }, { emailAddresses: 'a/b@x.jp / c@x.jp' }],
    ['with an address of a carrier', { email: 'a..b.@docomo.ne.jp' }, { emailAddresses: 'a..b.@docomo.ne.jp' }],
    ['with an address that is none', { email: 'a@b' }, { emailAddresses: '', emailNames: '' }],
    ['with the second phone alone', { secondTel: '06-0000-0000' }, { businessPhones: '06-0000-0000' }],
    ['with an undivided address', { address: '東京都見本区1' }, { street: '東京都見本区1', city: '' }],
    ['with a country', { countryCode: 'us' }, { countryOrRegion: 'アメリカ合衆国' }],
    ['with a country that is none', { countryCode: 'ZX' }, { countryOrRegion: '' }],
  ])('%s', (_, printed, shown) => {
    expect(expectedContact({ ...bizCard(), ...blankContent, ...printed }, LINK)).toMatchObject(shown);
  });
});
