import * as z from 'zod';

const text = z.string().nullable();

const cardTagSchema = z.strictObject({
  id: z.string(),
  name: z.string().max(50),
  type: z.enum(['private', 'public', 'shared']),
  owner: z.strictObject({ id: z.string(), name: z.string() }),
});

/** The content of a card, which people can edit. Named as in the Sansan Open API. */
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
  /** Returned on request only. */
  tags: z.array(cardTagSchema).max(15),
});

export const entryStatusSchema = z.enum(['processing', 'completed', 'unreadable']);

export type CardTag = z.infer<typeof cardTagSchema>;
export type CardContent = z.infer<typeof cardContentSchema>;
export type EntryStatus = z.infer<typeof entryStatusSchema>;

/** A business card as the Sansan Open API returns it. Times are ISO 8601 with Japan's offset, in whole seconds. */
export interface BizCard extends CardContent {
  id: string;
  /** Shared by merged cards of one person. */
  personId: string | null;
  companyId: string | null;
  registeredTime: string;
  updatedTime: string;
  owner: { id: string; name: string };
  entryStatus: EntryStatus;
}

/** An empty card. */
export const blankContent: CardContent = cardContentSchema.parse(
  Object.fromEntries(Object.keys(cardContentSchema.shape).map((field) => [field, field === 'tags' ? [] : null])),
);
