import * as z from 'zod';
import type { OptionalField } from './contact-fields.ts';

/** Fields that an organization can exclude from being written, in the order of the screen. */
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

/** An organization's rules for contacts. A change reaches every contact with the next sweep. */
export const contactRulesSchema = z.object({
  /** Fields that are never written. Their content in Outlook stays, including what we wrote before. */
  leftAlone: z.array(z.enum(OPTIONAL_FIELDS)),
  /** Telephone numbers as printed on the card, or in the international form E.164. */
  phones: z.enum(['as-printed', 'e164']),
});
export type ContactRules = z.infer<typeof contactRulesSchema>;

export const ORDINARY_RULES: ContactRules & { readonly phones: 'as-printed' } = { leftAlone: [], phones: 'as-printed' };
