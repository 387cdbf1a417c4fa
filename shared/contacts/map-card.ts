import type { Card } from '../cards/card.ts';
import type { ContactFields, PostalAddress } from './contact-fields.ts';

/** Longest text of a field. The real limit is not published; 255 is what Outlook is known to take. */
const LONGEST = 255;
const NAMELESS = '（氏名なし）';

/**
 * A card as a contact (PRODUCT C3, C7). Total and deterministic: every card gives a body that Graph accepts.
 *
 * Graph refuses a contact without `givenName`, so a card without a first name lends it the last name, the company or
 * the address; display name and file-as follow the Japanese order, family name first, for names in Japanese script.
 */
export function mapCard(card: Card): ContactFields {
  const address = emailAddress(card.email);
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
    emailAddresses: address === '' ? [] : [{ name: displayName, address }],
    businessPhones: [card.tel, card.secondTel].map(cut).filter((phone) => phone !== ''),
    mobilePhone: orNull(card.mobile),
    businessHomePage: orNull(card.url),
    businessAddress: postalAddress(card),
    fax: orNull(card.fax),
  };
}

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

function personName(card: Card): string {
  const parts = JAPANESE.test(card.lastName + card.firstName)
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

const countries = new Intl.DisplayNames('ja', { type: 'region', fallback: 'none' });

function countryName(code: string): string {
  return /^[A-Za-z]{2}$/.test(code) ? (countries.of(code.toUpperCase()) ?? '') : '';
}

/**
 * The first thing in the field that is an address, or the empty string. Cards carry several addresses in one field,
 * full-width characters and stray commas; Outlook loses or refuses what is not an address.
 */
function emailAddress(printed: string): string {
  const candidates = printed.normalize('NFKC').split(/[\s,;、，/<>()]+/u);
  return candidates.find((candidate) => ADDRESS.test(candidate) && candidate.length <= LONGEST) ?? '';
}

const ADDRESS =
  /^[A-Za-z0-9!#$%&'*+=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/;

function orNull(value: string): string | null {
  const text = cut(value);
  return text === '' ? null : text;
}

/** At most `LONGEST` UTF-16 units, never half a character; control characters that Exchange refuses become spaces. */
function cut(value: string): string {
  const text = value
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, ' ')
    .trim();
  if (text.length <= LONGEST) return text;
  let result = '';
  for (const { segment } of new Intl.Segmenter('ja').segment(text)) {
    if (result.length + segment.length > LONGEST) break;
    result += segment;
  }
  return (result || text.slice(0, LONGEST).toWellFormed()).trim();
}
