/** A postal address as in Microsoft Graph. `null` clears a part. */
export interface PostalAddress {
  readonly street: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly countryOrRegion: string | null;
}

/** The name fields, which are always written. Named as in Microsoft Graph. */
interface NameFields {
  readonly givenName: string;
  readonly surname: string | null;
  readonly displayName: string;
  readonly fileAs: string;
  readonly yomiGivenName: string | null;
  readonly yomiSurname: string | null;
}

/** Fields that an organization can exclude from being written. Named as in Microsoft Graph, except `fax`. */
interface OptionalFields {
  readonly companyName: string | null;
  readonly department: string | null;
  readonly jobTitle: string | null;
  readonly emailAddresses: readonly { readonly name: string; readonly address: string }[];
  readonly businessPhones: readonly string[];
  readonly mobilePhone: string | null;
  readonly businessHomePage: string | null;
  readonly businessAddress: PostalAddress;
  /** Graph v1.0 has no fax field; it is written as the extended property PidTagBusinessFaxNumber. */
  readonly fax: string | null;
}

/**
 * The mapped fields: everything that we write into a contact and overwrite there. `null` or an empty list clears a
 * field that the card does not have (PRODUCT C4). A field that is absent here is not written at all.
 */
export type ContactFields = NameFields & Partial<OptionalFields>;

export type OptionalField = keyof OptionalFields;

/** Fields of which a card can say more than its contact can hold (PRODUCT F4). */
export const SHORTENED_FIELDS = [
  'emailAddresses',
  'businessPhones',
  'mobilePhone',
  'fax',
] as const satisfies readonly OptionalField[];
export type ShortenedField = (typeof SHORTENED_FIELDS)[number];
