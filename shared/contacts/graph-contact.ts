import type { Contact } from '@microsoft/microsoft-graph-types';
import * as z from 'zod';
import type { ContactFields } from './contact-fields.ts';
import { extendedProperties, extendedValue } from './extended-properties.ts';
import type { HeldContact } from './held-contact.ts';
import { CONTACT_STAMP_PROPERTY, type ContactStamp, writeContactStamp } from './stamp.ts';

/** PidTagBusinessFaxNumber (Unicode string). */
export const FAX_PROPERTY = 'String 0x3A24';

/** Request body of a create: the mapped fields, our block in the notes, and the stamp, all in one request. */
export function createBody(fields: ContactFields, notes: string, stamp: ContactStamp): Contact {
  const fax = fields.fax == null ? [] : [{ id: FAX_PROPERTY, value: fields.fax }];
  return {
    ...mapped(fields),
    personalNotes: notes,
    singleValueExtendedProperties: [{ id: CONTACT_STAMP_PROPERTY, value: writeContactStamp(stamp) }, ...fax],
  };
}

/**
 * Request body of an update. It has every mapped field, since Graph recalculates name fields that are left out; `null`
 * or an empty list clears a field. An extended property cannot be null, so a removed fax is written as blank.
 */
export function updateBody(fields: ContactFields, notes: string | undefined, stamp: ContactStamp): Contact {
  return {
    ...mapped(fields),
    ...(notes === undefined ? {} : { personalNotes: notes }),
    singleValueExtendedProperties: [
      { id: CONTACT_STAMP_PROPERTY, value: writeContactStamp(stamp) },
      ...(fields.fax === undefined ? [] : [{ id: FAX_PROPERTY, value: fields.fax ?? '' }]),
    ],
  };
}

function mapped({ fax: _, emailAddresses, businessPhones, ...fields }: ContactFields): Contact {
  return {
    ...fields,
    ...(emailAddresses === undefined ? {} : { emailAddresses: [...emailAddresses] }),
    ...(businessPhones === undefined ? {} : { businessPhones: [...businessPhones] }),
  };
}

// By the published metadata every property may be null or missing.
const line = z.string().nullish();
const heldFields = {
  givenName: line,
  surname: line,
  displayName: line,
  fileAs: line,
  yomiGivenName: line,
  yomiSurname: line,
  companyName: line,
  department: line,
  jobTitle: line,
  emailAddresses: z.array(z.object({ name: line, address: line })).nullish(),
  businessPhones: z.array(line).nullish(),
  mobilePhone: line,
  businessHomePage: line,
  businessAddress: z
    .object({ street: line, city: line, state: line, postalCode: line, countryOrRegion: line })
    .nullish(),
} satisfies Record<Exclude<keyof ContactFields, 'fax'>, z.ZodType>;

/** A contact as Graph returns it when the properties of `HELD_PROPERTIES` are selected and the fax is expanded. */
export const heldContactSchema = z
  .object({
    ...heldFields,
    changeKey: line,
    personalNotes: line,
    singleValueExtendedProperties: extendedProperties,
  })
  .transform(
    ({ changeKey, personalNotes, singleValueExtendedProperties, ...fields }): HeldContact => ({
      version: changeKey ?? null,
      fields: { ...fields, fax: extendedValue(singleValueExtendedProperties, FAX_PROPERTY) },
      notes: personalNotes ?? '',
    }),
  );

/** The properties of a contact that are compared with what we would write. */
export const HELD_PROPERTIES = [...Object.keys(heldFields), 'changeKey', 'personalNotes'];
