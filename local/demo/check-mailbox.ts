import type { MailboxView } from '../emulators/graph/mailbox-view.ts';
import type { BizCard } from '../sample-data/biz-card.ts';
import { type ContactView, expectedContact, linkIn, shownContact } from './expected-contact.ts';

/** A difference between mailbox and cards. */
export type Difference =
  | { readonly kind: 'folders'; readonly found: number }
  | { readonly kind: 'missing'; readonly cardId: string }
  | { readonly kind: 'double'; readonly cardId: string; readonly found: number }
  /** A contact that links to none of the user's cards. */
  | { readonly kind: 'stray'; readonly contactId: string }
  | {
      readonly kind: 'field';
      readonly cardId: string;
      readonly field: string;
      readonly expected: string;
      readonly found: string;
    };

/** The URL of a card's page. */
export type LinkTo = (card: BizCard) => string;

export const FOLDER_NAME = 'Sansan';
const MAX_LENGTH = 255;
/** Number of characters by which a cut text may be shorter than the limit, so that no character is split. */
const SPARED = 32;

/** Compares the folder Sansan with the user's cards: exactly one contact per card, and every field. */
export function checkMailbox(
  mailbox: MailboxView,
  cards: readonly BizCard[],
  linkTo: LinkTo,
): { checks: number; differences: Difference[] } {
  const folders = mailbox.folders.filter(({ displayName }) => displayName === FOLDER_NAME);
  const contacts = Map.groupBy(folders[0]?.contacts ?? [], linkIn);
  const differences: Difference[] = folders.length === 1 ? [] : [{ kind: 'folders', found: folders.length }];
  let checks = 1;
  for (const card of cards) {
    const link = linkTo(card);
    const [contact, ...others] = contacts.get(link) ?? [];
    contacts.delete(link);
    checks += 1;
    if (others.length > 0) differences.push({ kind: 'double', cardId: card.id, found: others.length + 1 });
    if (contact === undefined) {
      differences.push({ kind: 'missing', cardId: card.id });
      continue;
    }
    const compared = compareFields(card, link, contact);
    checks += compared.fields;
    differences.push(...compared.differences);
  }
  for (const { id } of [...contacts.values()].flat()) differences.push({ kind: 'stray', contactId: id });
  return { checks, differences };
}

/** A difference in one sentence. Without `values` it contains no card content. */
export function describeDifference(difference: Difference, { values }: { readonly values: boolean }): string {
  switch (difference.kind) {
    case 'folders':
      return `there are ${difference.found} folders named ${FOLDER_NAME}, not one`;
    case 'missing':
      return `card ${difference.cardId} has no contact`;
    case 'double':
      return `card ${difference.cardId} has ${difference.found} contacts`;
    case 'stray':
      return `contact ${difference.contactId} belongs to no card`;
    case 'field': {
      const { cardId, field, expected, found } = difference;
      const told = values ? ` is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}` : ' is not as on the card';
      return `card ${cardId}: ${field}${told}`;
    }
  }
}

function compareFields(card: BizCard, link: string, contact: ContactView) {
  const expected = Object.entries(expectedContact(card, link));
  const found = new Map(Object.entries(shownContact(contact)));
  const differences = expected.flatMap(([field, text]): Difference[] => {
    const shown = found.get(field) ?? '';
    return isShownAs(text, shown) ? [] : [{ kind: 'field', cardId: card.id, field, expected: text, found: shown }];
  });
  return { fields: expected.length, differences };
}

/** Whether `shown` is `text`, or its beginning if it exceeds 255 characters, the limit of Outlook. */
function isShownAs(text: string, shown: string): boolean {
  if (text.length <= MAX_LENGTH) return shown === text;
  return text.startsWith(shown) && shown.length <= MAX_LENGTH && shown.length > MAX_LENGTH - SPARED;
}
