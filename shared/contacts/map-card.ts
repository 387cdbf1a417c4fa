import type { Card } from '../cards/card.ts';
import { type EmailAddresses, emailAddressesIn } from '../email-address.ts';
import { type ContactFields, type PostalAddress, SHORTENED_FIELDS, type ShortenedField } from './contact-fields.ts';
import type { InternationalNumber } from './phone-number.ts';

/** Longest text of a field, in UTF-16 units. The limit is not published; Outlook is known to accept 255. */
const MAX_LENGTH = 255;
/** Outlook shows three addresses of a contact; Graph refuses more. */
const MAX_ADDRESSES = 3;
const NAMELESS = '（氏名なし）';

/** How telephone numbers are written. */
export type PhoneForm = 'as-printed' | InternationalNumber;

/**
 * Maps a card to contact fields (PRODUCT F1 to F3). Total and deterministic: every card gives a body that Graph accepts.
 *
 * Graph refuses a contact without `givenName`, so without a first name the last name, the company or the address is
 * used. Display name and file-as put the family name first for names in East Asian script.
 */
export function mapCard(printed: Card, phones: PhoneForm): Required<ContactFields> {
  const card = legible(printed);
  const phone = (number: string) => cut(phones === 'as-printed' ? number : phones(number, card.countryCode));
  const { addresses } = addressesOn(card);
  const [address = ''] = addresses;
  const name = personName(card);
  const displayName = cut(name || card.companyName || address || NAMELESS);
  return {
    givenName: cut(card.firstName || card.lastName || card.companyName || address || NAMELESS),
    surname: card.firstName === '' ? null : orNull(card.lastName),
    displayName,
    fileAs: displayName,
    yomiGivenName: orNull(card.firstNameReading || (card.firstName === '' ? card.lastNameReading : '')),
    yomiSurname: card.firstName === '' ? null : orNull(card.lastNameReading),
    companyName: orNull(card.companyName),
    department: orNull(card.departmentName),
    jobTitle: orNull(card.title),
    emailAddresses: addresses.slice(0, MAX_ADDRESSES).map((each) => ({ name: displayName, address: each })),
    businessPhones: [card.tel, card.secondTel].map(phone).filter((number) => number !== ''),
    mobilePhone: orNull(phone(card.mobile)),
    businessHomePage: orNull(card.url),
    businessAddress: postalAddress(card),
    fax: orNull(phone(card.fax)),
  };
}

/** The fields of whose addresses and numbers a contact cannot hold all that is printed on the card (PRODUCT F4). */
export function leftOutOf(printed: Card): readonly ShortenedField[] {
  const card = legible(printed);
  const { tel, secondTel, mobile, fax } = card;
  const { addresses, complete } = addressesOn(card);
  const isLeftOut: Readonly<Record<ShortenedField, boolean>> = {
    emailAddresses: !complete || addresses.length > MAX_ADDRESSES,
    businessPhones: Math.max(tel.length, secondTel.length) > MAX_LENGTH,
    mobilePhone: mobile.length > MAX_LENGTH,
    fax: fax.length > MAX_LENGTH,
  };
  return SHORTENED_FIELDS.filter((field) => isLeftOut[field]);
}

/** The e-mail addresses of a card: those of its contact, and those that it may not be able to hold. */
function addressesOn(card: Card): EmailAddresses {
  return emailAddressesIn(card.email);
}

/** Scripts of Japanese, Chinese and Korean names. */
const FAMILY_NAME_FIRST = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

function personName(card: Card): string {
  const parts = FAMILY_NAME_FIRST.test(card.lastName + card.firstName)
    ? [card.lastName, card.firstName]
    : [card.firstName, card.lastName];
  return parts.filter((part) => part !== '').join(' ');
}

function postalAddress(card: Card): PostalAddress {
  const street = [card.street, card.building].filter((part) => part !== '').join(' ');
  const inParts = street !== '' || card.city !== '' || card.prefecture !== '';
  return {
    street: orNull(inParts ? street : card.address),
    city: orNull(card.city),
    state: orNull(card.prefecture),
    postalCode: orNull(card.postalCode),
    countryOrRegion: orNull(countryName(card.countryCode)),
  };
}

/** Created on first use: it is the slowest part of loading the app. */
let countries: Intl.DisplayNames | undefined;

function countryName(code: string): string {
  countries ??= new Intl.DisplayNames('ja', { type: 'region', fallback: 'none' });
  return /^[A-Za-z]{2}$/.test(code) ? (countries.of(code.toUpperCase()) ?? '') : '';
}

function orNull(value: string): string | null {
  const text = cut(value);
  return text === '' ? null : text;
}

/**
 * The card without unpaired surrogates and control characters, which Exchange refuses. Done before all other rules, so
 * that a field of nothing but such characters counts as empty.
 */
function legible(card: Card): Card {
  const texts = Object.entries(card).map(([field, text]) => [field, legibleText(text)] as const);
  return { ...card, ...Object.fromEntries(texts), id: card.id };
}

function legibleText(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, ' ')
      .trim()
  );
}

/** Cuts to `MAX_LENGTH` UTF-16 units without splitting a surrogate pair. */
function cut(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  let result = '';
  for (const { segment } of new Intl.Segmenter('ja').segment(text)) {
    if (result.length + segment.length > MAX_LENGTH) break;
    result += segment;
  }
  return (result || text.slice(0, MAX_LENGTH).toWellFormed()).trim();
}
