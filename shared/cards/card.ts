import * as z from 'zod';
import { cardIdSchema } from '../ids.ts';

const text = z.string();

/**
 * A business card as the rest of the program sees it. A field that the card does not have is the empty string, so
 * that "null", "missing" and "blank" cannot be told apart by mistake.
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
  /** `YYYY-MM-DD`, or empty. */
  exchangeDate: text,
  /** When the card was put into the card system; ISO 8601, or empty. */
  registeredTime: text,
});

export type Card = z.infer<typeof cardSchema>;

/** The person whose cards a key opens. */
export interface CardOwner {
  readonly id: string;
  readonly name: string;
  /** As the card system knows it; compared with the user's verified address (PRODUCT A7). */
  readonly email: string;
}
