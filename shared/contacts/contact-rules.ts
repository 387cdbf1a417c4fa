import * as z from 'zod';
import type { OptionalField } from './contact-fields.ts';

/** The fields that an organization may leave to its people, in the order of the screen. */
export const OPTIONAL_FIELDS = [
  'companyName',
  'department',
  'jobTitle',
  'emailAddresses',
  'businessPhones',
  'mobilePhone',
  'fax',
  'businessHomePage',
  'businessAddress',
] as const satisfies readonly OptionalField[];

/** How an organization wants its cards written. What is changed here reaches every contact with the next sweep. */
export const contactRulesSchema = z.object({
  /** Fields that are never written. What is in them stays, also what we wrote before. */
  leftAlone: z.array(z.enum(OPTIONAL_FIELDS)),
  /** Telephone numbers as they stand on the card, or in the international form that every phone can dial. */
  phones: z.enum(['as-printed', 'e164']),
});
export type ContactRules = z.infer<typeof contactRulesSchema>;

export const ORDINARY_RULES: ContactRules = { leftAlone: [], phones: 'as-printed' };
