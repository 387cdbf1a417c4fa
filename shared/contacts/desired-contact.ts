import { createHash } from 'node:crypto';
import type { Card } from '../cards/card.ts';
import type { CardId } from '../ids.ts';
import type { ContactFields, ShortenedField } from './contact-fields.ts';
import type { ContactRules } from './contact-rules.ts';
import { leftOutOf, mapCard, type PhoneForm } from './map-card.ts';
import { notesBlock } from './notes.ts';
import { internationalNumbers } from './phone-number.ts';

/** What the contact of one card should hold, and the hashes that reveal a change. */
export interface DesiredContact {
  readonly cardId: CardId;
  readonly fields: ContactFields;
  /** Fields from which an address or a number had to be left out (PRODUCT F4). */
  readonly leftOut: readonly ShortenedField[];
  readonly notes: string;
  /** Hash of the mapped fields and of `leftOut`. Equal hashes mean equal contacts, so nothing is written (PRODUCT C3). */
  readonly hash: string;
  readonly notesHash: string;
  /** When the card was added to the card system; newer cards are written first. */
  readonly registered: string;
}

/** Contact rules with all that they need to be applied. */
interface MappingRules {
  readonly leftAlone: ContactRules['leftAlone'];
  readonly phones: PhoneForm;
}

export async function mappingRules({ leftAlone, phones }: ContactRules): Promise<MappingRules> {
  return { leftAlone, phones: phones === 'as-printed' ? phones : await internationalNumbers() };
}

/** The desired contact of a card by the organization's rules. */
export function desiredContact(card: Card, rules: MappingRules, cardUrlTemplate: string | undefined): DesiredContact {
  const fields = without(mapCard(card, rules.phones), rules.leftAlone);
  const leftOut = leftOutOf(card).filter((field) => !rules.leftAlone.includes(field));
  const notes = notesBlock(card, cardUrlTemplate);
  return {
    cardId: card.id,
    fields,
    leftOut,
    notes,
    // What was left out is part of it, so that the ledger also learns it of contacts that an earlier release wrote.
    hash: digest(JSON.stringify(leftOut.length === 0 ? fields : [fields, leftOut])),
    notesHash: digest(notes),
    registered: card.registeredTime,
  };
}

function without(mapped: Required<ContactFields>, leftAlone: ContactRules['leftAlone']): ContactFields {
  const fields: { -readonly [Field in keyof ContactFields]: ContactFields[Field] } = { ...mapped };
  for (const field of leftAlone) delete fields[field];
  return fields;
}

/**
 * Hash of our own request body; not of what Graph returns, since Graph normalises. 128 bits suffice to tell versions
 * of one card apart and keep the ledger small. `mapCard` builds its keys in a fixed order, so the JSON text is
 * canonical.
 */
function digest(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
}
