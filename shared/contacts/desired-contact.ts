import { createHash } from 'node:crypto';
import type { Card } from '../cards/card.ts';
import type { CardId } from '../ids.ts';
import type { ContactFields } from './contact-fields.ts';
import type { ContactRules } from './contact-rules.ts';
import { mapCard } from './map-card.ts';
import { notesBlock } from './notes.ts';

/** What the contact of one card should hold, and the hashes by which a change is recognised. */
export interface DesiredContact {
  readonly cardId: CardId;
  readonly fields: ContactFields;
  readonly notes: string;
  /** Of the mapped fields. Two cards with equal hashes give the same contact, so nothing is written (PRODUCT C3). */
  readonly hash: string;
  readonly notesHash: string;
  /** When the card came into the card system; newer cards are written first. */
  readonly registered: string;
}

/** The contact that a card should have, by the organization's rules. */
export function desiredContact(card: Card, rules: ContactRules, cardUrlTemplate: string | undefined): DesiredContact {
  const fields = without(mapCard(card, rules.phones), rules.leftAlone);
  const notes = notesBlock(card, cardUrlTemplate);
  return {
    cardId: card.id,
    fields,
    notes,
    hash: digest(JSON.stringify(fields)),
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
 * 128 bits are enough to tell versions of one card apart, and keep the ledger small. Of our own body, never of what
 * Graph returns, since Graph normalises. `mapCard` builds its keys in one order, so the text is canonical.
 */
function digest(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
}
