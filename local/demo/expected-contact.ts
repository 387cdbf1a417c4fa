import type { MailboxView } from '../emulators/graph/mailbox-view.ts';
import type { BizCard, CardContent } from '../sample-data/biz-card.ts';

export type ContactView = MailboxView['contacts'][number];

/** A contact as Outlook shows it; each field is one text, empty where Outlook shows nothing. */
export interface ShownContact {
  readonly displayName: string;
  readonly fileAs: string;
  readonly givenName: string;
  readonly surname: string;
  readonly yomiGivenName: string;
  readonly yomiSurname: string;
  readonly companyName: string;
  readonly department: string;
  readonly jobTitle: string;
  readonly emailAddresses: string;
  readonly emailNames: string;
  readonly businessPhones: string;
  readonly mobilePhone: string;
  readonly businessHomePage: string;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly countryOrRegion: string;
  readonly fax: string;
  /** The first address in the notes. */
  readonly linkInNotes: string;
  /** The card id in our stamp. */
  readonly stampedCard: string;
}

const NAMELESS = '（氏名なし）';
const FAX = 'String 0x3a24';
const STAMP = /Name MeishiSyncCard$/;

/**
 * The contact that a card's holder expects in Outlook (PRODUCT C4, C5, C7). Written from the documents and
 * independently of the app's mapping, so that each checks the other.
 */
export function expectedContact(card: BizCard, link: string): ShownContact {
  const text = (field: Exclude<keyof CardContent, 'tags'>) => printed(card[field]);
  const email = firstAddress(text('email'));
  const displayName = nameOf(text('lastName'), text('firstName')) || text('companyName') || email || NAMELESS;
  const street = joined(' ', text('street'), text('building'));
  return {
    displayName,
    fileAs: displayName,
    ...namesOf(card, text('companyName') || email || NAMELESS),
    companyName: text('companyName'),
    department: text('departmentName'),
    jobTitle: text('title'),
    emailAddresses: email,
    emailNames: email === '' ? '' : displayName,
    businessPhones: joined(' / ', text('tel'), text('secondTel')),
    mobilePhone: text('mobile'),
    businessHomePage: text('url'),
    street: joined('', street, text('city'), text('prefecture')) === '' ? text('address') : street,
    city: text('city'),
    state: text('prefecture'),
    postalCode: text('postalCode'),
    countryOrRegion: countryName(text('countryCode')),
    fax: text('fax'),
    linkInNotes: link,
    stampedCard: card.id,
  };
}

/** The actual contact in the same form. */
export function shownContact(contact: ContactView): ShownContact {
  const { businessAddress, emailAddresses, businessPhones, singleValueExtendedProperties: extended } = contact;
  const stamp = extended.find(({ id }) => STAMP.test(id))?.value;
  return {
    displayName: contact.displayName ?? '',
    fileAs: contact.fileAs ?? '',
    givenName: contact.givenName ?? '',
    surname: contact.surname ?? '',
    yomiGivenName: contact.yomiGivenName ?? '',
    yomiSurname: contact.yomiSurname ?? '',
    companyName: contact.companyName ?? '',
    department: contact.department ?? '',
    jobTitle: contact.jobTitle ?? '',
    emailAddresses: emailAddresses.map(({ address }) => address).join(' / '),
    emailNames: emailAddresses.map(({ name }) => name).join(' / '),
    businessPhones: businessPhones.join(' / '),
    mobilePhone: contact.mobilePhone ?? '',
    businessHomePage: contact.businessHomePage ?? '',
    street: businessAddress.street ?? '',
    city: businessAddress.city ?? '',
    state: businessAddress.state ?? '',
    postalCode: businessAddress.postalCode ?? '',
    countryOrRegion: businessAddress.countryOrRegion ?? '',
    fax: extended.find(({ id }) => id === FAX)?.value ?? '',
    linkInNotes: linkIn(contact),
    stampedCard: stamp?.split('|').at(-1) ?? '',
  };
}

/** The first address in a contact's notes, or the empty text. */
export function linkIn(contact: ContactView): string {
  return /https?:\/\/\S+/.exec(contact.personalNotes ?? '')?.[0] ?? '';
}

/** Outlook requires a given name: a card without one uses the family name, or else `fallback`. */
function namesOf(card: BizCard, fallback: string) {
  const [lastName, firstName] = [printed(card.lastName), printed(card.firstName)];
  const [lastReading, firstReading] = [printed(card.lastNameReading), printed(card.firstNameReading)];
  return firstName === ''
    ? { givenName: lastName || fallback, surname: '', yomiGivenName: firstReading || lastReading, yomiSurname: '' }
    : { givenName: firstName, surname: lastName, yomiGivenName: firstReading, yomiSurname: lastReading };
}

/** Names in East Asian script have the family name first. */
function nameOf(lastName: string, firstName: string): string {
  return /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(lastName + firstName)
    ? joined(' ', lastName, firstName)
    : joined(' ', firstName, lastName);
}

/** The first valid e-mail address of a field, which may hold several addresses, full-width letters and remarks. */
function firstAddress(field: string): string {
  const words = field.normalize('NFKC').split(/[\s,;、，/<>()]+/u);
  return words.find(isAddress) ?? '';
}

/** A dot-atom of RFC 5322, at a host name with a top-level domain. */
function isAddress(word: string): boolean {
  const [local = '', domain = '', ...more] = word.split('@');
  const labels = domain.split('.');
  return (
    word.length <= 255 &&
    more.length === 0 &&
    local.split('.').every((atom) => /^[\w!#$%&'*+=?^`{|}~-]+$/.test(atom)) &&
    labels.every((label) => /^[a-z\d]([a-z\d-]*[a-z\d])?$/i.test(label)) &&
    /^[a-z]{2,}$/i.test(labels.slice(1).at(-1) ?? '')
  );
}

const countryNames = new Intl.DisplayNames('ja', { type: 'region', fallback: 'none' });

function countryName(code: string): string {
  return /^[a-z]{2}$/i.test(code) ? (countryNames.of(code.toUpperCase()) ?? '') : '';
}

/** The field with control characters replaced by spaces, trimmed. */
function printed(field: string | null): string {
  return (field ?? '').replace(/[^\P{Cc}\t\n\r]/gu, ' ').trim();
}

function joined(separator: string, ...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(separator);
}
