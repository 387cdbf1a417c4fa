import * as z from 'zod';
import { cardIdSchema } from '../ids.ts';
import type { Card } from './card.ts';

/** A text field. Null, missing, blank and values of another type all become the empty string. */
const field = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''));

const owner = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'object' && value !== null && 'id' in value ? String(value.id ?? '') : ''));

/**
 * One card as the Sansan Open API returns it. Only the id is required. The official field table could not be read, so
 * the parser is lenient and ignores unknown fields.
 */
export const sansanCardSchema = z
  .object({
    id: z.union([z.string().min(1), z.number()]).transform((id) => cardIdSchema.parse(String(id))),
    owner,
    personId: field,
    companyId: field,
    lastName: field,
    firstName: field,
    lastNameReading: field,
    firstNameReading: field,
    companyName: field,
    departmentName: field,
    title: field,
    email: field,
    mobile: field,
    tel: field,
    secondTel: field,
    fax: field,
    postalCode: field,
    address: field,
    prefecture: field,
    city: field,
    street: field,
    building: field,
    countryCode: field,
    url: field,
    exchangeDate: field,
    registeredTime: field,
  })
  .transform(({ owner: cardOwner, ...card }): Card => ({ ...card, ownerId: cardOwner }));

/** One page of a list. Rejected only when `data` is not a list (lenient for the reason given at `sansanCardSchema`). */
export const sansanPageSchema = z.object({
  data: z.array(z.unknown()),
  hasMore: z
    .unknown()
    .optional()
    .transform((value) => value === true),
  nextPageToken: z
    .unknown()
    .optional()
    .transform((value) => (typeof value === 'string' && value !== '' ? value : undefined)),
});

/** The answer of `GET /me`. */
export const sansanMeSchema = z.object({ id: field, name: field, email: field });
