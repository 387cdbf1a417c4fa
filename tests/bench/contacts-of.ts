import { sansanCardSchema } from '../../shared/cards/sansan-card.ts';
import { ORDINARY_RULES } from '../../shared/contacts/contact-rules.ts';
import { type DesiredContact, desiredContact } from '../../shared/contacts/desired-contact.ts';
import { cardsOf, type Person } from './population.ts';

/** The contacts that somebody's cards should have, by the rules of an organization that has set none. */
export function contactsOf(person: Person, count: number): DesiredContact[] {
  return cardsOf(person, count).map((card) => desiredContact(sansanCardSchema.parse(card), ORDINARY_RULES, undefined));
}
