import type { MailboxView } from '../emulators/graph/mailbox-view.ts';
import type { BizCard, CardContent } from '../sample-data/biz-card.ts';
import type { WrittenContact } from '../sample-data/contacts-by-hand.ts';

export type ContactView = MailboxView['contacts'][number];

/** A contact as Outlook shows it, with what we put into it. */
export interface ShownContact extends WrittenContact {
  /** The first address in the notes. */
  readonly linkInNotes: string;
  /** The card id in our stamp. */
  readonly stampedCard: string;
}

/** Outlook shows three addresses of a contact. */
const MAX_ADDRESSES = 3;
const NAMELESS = '（氏名なし）';
const FAX = 'String 0x3a24';
const STAMP = /Name MeishiSyncCard$/;

/**
 * The contact that a card's holder expects in Outlook (PRODUCT C5, C7, F1, F2). Written from the documents and
 * independently of the app's mapping, so that each checks the other.
 */
export function expectedContact(card: BizCard, link: string): ShownContact {
  const text = (field: Exclude<keyof CardContent, 'tags'>) => printed(card[field]);
  const emails = addressesIn(text('email'));
  const [first = ''] = emails;
  const displayName = nameOf(text('lastName'), text('firstName')) || text('companyName') || first || NAMELESS;
  const written = emails.slice(0, MAX_ADDRESSES);
  const street = joined(' ', text('street'), text('building'));
  return {
    displayName,
    fileAs: displayName,
    ...namesOf(card, text('companyName') || first || NAMELESS),
    companyName: text('companyName'),
    department: text('departmentName'),
    jobTitle: text('title'),
    emailAddresses: joined(' / ', ...written),
    emailNames: joined(' / ', ...written.map(() => displayName)),
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

/** The e-mail addresses of a field, which may hold several of them, full-width letters, labels and remarks. */
function addressesIn(field: string): string[] {
  const words = field
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[‐‑‒–—―−]/g, '-')
    .split(/[^\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.@-]+/u);
  // A slash between two addresses stands behind the first one's domain, and before the second one's @.
  const single = words.flatMap((word) => word.replace(/(@[^@/]+)\/(?=.*@)/g, '$1\n').split('\n'));
  return [...new Set(single.flatMap((word) => addressOf(word) ?? []))];
}

/** What stands around the @: any local part that carriers gave out, at a host name with a top-level domain. */
function addressOf(word: string): string | undefined {
  const [before = '', behind = '', ...more] = word.replace(/^'|'$/g, '').split('@');
  const local = before.replace(/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/u, '');
  const host = /^[^./?]+(\.[^./?]+)*\.[a-z]{2,}(?=$|[^\w-])/i.exec(behind)?.[0];
  if (local === '' || host === undefined || more.length > 0) return undefined;
  const address = `${local}@${host}`;
  return address.length > 255 ? undefined : address;
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
