import * as z from 'zod';
import { cardIdSchema } from '../ids.ts';
import type { Card } from './card.ts';

/** Null, missing, blank and of another type are one and the same: not on the card. */
const field = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''));

const owner = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'object' && value !== null && 'id' in value ? String(value.id ?? '') : ''));

/**
 * One card as the Sansan Open API answers it. Only the id is relied upon, everything else may be missing: the official
 * field table could not be read, so the parser is lenient and ignores what it does not know.
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

/** A page of a list. Refused only when `data` is not a list (facts are thin; see `sansanCardSchema`). */
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

/** `GET /me`. */
export const sansanMeSchema = z.object({ id: field, name: field, email: field });
