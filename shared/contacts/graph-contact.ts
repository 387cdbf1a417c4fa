import type { Contact } from '@microsoft/microsoft-graph-types';
import type { ContactFields } from './contact-fields.ts';
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
