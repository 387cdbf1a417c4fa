import * as z from 'zod';

const text = z.string().nullable();

const cardTagSchema = z.strictObject({
  id: z.string(),
  name: z.string().max(50),
  type: z.enum(['private', 'public', 'shared']),
  owner: z.strictObject({ id: z.string(), name: z.string() }),
});

/** What is printed on a card or noted on it: the part that people edit. The names are those of the Sansan Open API. */
export const cardContentSchema = z.strictObject({
  exchangeDate: z.iso.date().nullable(),
  lastName: text,
  firstName: text,
  lastNameReading: text,
  firstNameReading: text,
  companyName: text,
  /** All levels in one string, separated by spaces. */
  departmentName: text,
  title: text,
  email: text,
  mobile: text,
  tel: text,
  secondTel: text,
  fax: text,
  postalCode: text,
  /** The four parts below as one line. */
  address: text,
  prefecture: text,
  city: text,
  street: text,
  building: text,
  /** ISO 3166-1 alpha-2. */
  countryCode: text,
  url: text,
  memo: z.string().max(2000).nullable(),
  /** Answered on request only. */
  tags: z.array(cardTagSchema).max(15),
});

export const entryStatusSchema = z.enum(['processing', 'completed', 'unreadable']);

export type CardTag = z.infer<typeof cardTagSchema>;
export type CardContent = z.infer<typeof cardContentSchema>;
export type EntryStatus = z.infer<typeof entryStatusSchema>;

/** A business card as the Sansan Open API answers it. Times are ISO 8601 in Japan's offset, to the second. */
export interface BizCard extends CardContent {
  id: string;
  /** Shared by the cards that were merged as one person's. */
  personId: string | null;
  companyId: string | null;
  registeredTime: string;
  updatedTime: string;
  owner: { id: string; name: string };
  entryStatus: EntryStatus;
}

/** A card with nothing on it. */
export const blankContent: CardContent = cardContentSchema.parse(
  Object.fromEntries(Object.keys(cardContentSchema.shape).map((field) => [field, field === 'tags' ? [] : null])),
);
