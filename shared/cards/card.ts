import * as z from 'zod';
import { cardIdSchema } from '../ids.ts';

const text = z.string();

/**
 * A business card, independent of the API's format. A field that the card does not have is the empty string, so that
 * null, missing and blank are the same everywhere.
 */
export const cardSchema = z.object({
  id: cardIdSchema,
  ownerId: text,
  personId: text,
  companyId: text,
  lastName: text,
  firstName: text,
  lastNameReading: text,
  firstNameReading: text,
  companyName: text,
  departmentName: text,
  title: text,
  email: text,
  mobile: text,
  tel: text,
  secondTel: text,
  fax: text,
  postalCode: text,
  address: text,
  prefecture: text,
  city: text,
  street: text,
  building: text,
  countryCode: text,
  url: text,
  /** `YYYY-MM-DD`, or the empty string. */
  exchangeDate: text,
  /** When the card was added to the card system; ISO 8601, or the empty string. */
  registeredTime: text,
});

export type Card = z.infer<typeof cardSchema>;

/** The person whose cards an API key opens. */
export interface CardOwner {
  readonly id: string;
  readonly name: string;
  /** The person's address in the card system; compared with the user's verified address (PRODUCT A7). */
  readonly email: string;
}
