import * as z from 'zod';
import { type ExtendedValues, extendedProperties } from './extended-properties.ts';
import { GraphError } from './graph-error.ts';
import { parseBody } from './request-body.ts';

// unverified: Microsoft names no lengths. These are what a careful client should stay within.
const line = z.string().max(255).nullable().default(null);
const notes = z.string().max(32_768).nullable().default(null);

// Two phones and three addresses: microsoft-graph-docs#15276. unverified: the same for homePhones and imAddresses,
// and that null is refused for a collection.
const list = z.array(z.string().max(255)).default([]);
const atMost = (max: number, name: string) =>
  list.refine((values) => values.length <= max, {
    error: ({ input }) => tooMany(name, input, max),
  });

function tooMany(name: string, values: unknown, max: number): string {
  const count = Array.isArray(values) ? values.length : 0;
  return `The multi value property ${name} has ${count} entries, that exceeds the max allowed value of ${max}`;
}

const address = z
  .strictObject({
    street: z.string().max(255).nullable().exactOptional(),
    city: z.string().max(255).nullable().exactOptional(),
    state: z.string().max(255).nullable().exactOptional(),
    postalCode: z.string().max(255).nullable().exactOptional(),
    countryOrRegion: z.string().max(255).nullable().exactOptional(),
  })
  .nullable()
  .default(null)
  .transform((value) => value ?? {});

// unverified: one report (microsoft-graph-docs#2186) has such a value stored without its address. Refusing it makes a
// client that sends one fail loudly.
const emailAddress = z
  .strictObject({
    name: z.string().max(255).nullable().exactOptional(),
    address: z
      .string()
      .max(255)
      .refine((value) => /^[^\s@,;<>()"]+@[^\s@,;<>()"]+$/.test(value), 'The e-mail address is not valid'),
  })
  .transform((value) => ({ name: value.name || value.address, address: value.address }));

const fields = z.strictObject({
  givenName: line,
  surname: line,
  middleName: line,
  nickName: line,
  title: line,
  generation: line,
  initials: line,
  displayName: line,
  fileAs: line,
  yomiGivenName: line,
  yomiSurname: line,
  yomiCompanyName: line,
  companyName: line,
  department: line,
  jobTitle: line,
  officeLocation: line,
  profession: line,
  manager: line,
  assistantName: line,
  businessHomePage: line,
  spouseName: line,
  mobilePhone: line,
  personalNotes: notes,
  birthday: z.iso.datetime({ offset: true }).nullable().default(null),
  businessPhones: atMost(2, 'BusinessPhones'),
  homePhones: atMost(2, 'HomePhones'),
  imAddresses: atMost(3, 'ImAddresses'),
  children: list,
  categories: list,
  emailAddresses: z
    .array(emailAddress)
    .refine((values) => values.length <= 3, { error: ({ input }) => tooMany('EmailAddresses', input, 3) })
    .default([]),
  businessAddress: address,
  homeAddress: address,
  otherAddress: address,
});

/** All writable properties of a contact, complete. */
export type ContactProperties = z.output<typeof fields>;

export const emptyContact: ContactProperties = fields.parse({});

/** Names of the properties that `$select` accepts. */
export const contactPropertyNames: readonly string[] = Object.keys(fields.shape);

const body = fields.extend({ singleValueExtendedProperties: extendedProperties.optional() });

export interface ContactChanges {
  /**
   * Only the properties in the body: an absent one is kept, null clears it, collections and addresses are replaced as
   * a whole.
   */
  properties: Partial<ContactProperties>;
  extended: ExtendedValues;
}

/**
 * The contact in a request body. unverified: that read-only and navigation properties (`id`, `photo`, `extensions`)
 * are refused like unknown ones.
 */
export function parseContact(input: unknown): ContactChanges {
  const { singleValueExtendedProperties, ...properties } = parseBody(body, input);
  const named = new Set(Object.keys(z.record(z.string(), z.unknown()).parse(input)));
  return {
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => named.has(name))),
    extended: singleValueExtendedProperties ?? {},
  };
}

/**
 * Graph refuses a create without a given name (msgraph-sdk-dotnet#247).
 * unverified: that it refuses to clear one in the same way.
 */
export function requireGivenName(givenName: string | null | undefined): void {
  if (givenName?.trim()) return;
  throw new GraphError(400, 'ErrorInvalidProperty', 'GivenName is required when creating the entity.');
}

/**
 * A contact after a write. When a name changes, Outlook recalculates displayName and fileAs, unless the same request
 * sets them (Graph's documentation of displayName). unverified: the same for fileAs, and both formats.
 */
export function withChanges(current: ContactProperties, changes: Partial<ContactProperties>): ContactProperties {
  const next = { ...current, ...changes };
  const renamed = (['givenName', 'middleName', 'surname'] as const).some((name) => next[name] !== current[name]);
  if (!renamed) return next;
  const given = [next.givenName, next.middleName].filter(Boolean).join(' ');
  if (changes.displayName === undefined) next.displayName = [given, next.surname].filter(Boolean).join(' ');
  if (changes.fileAs === undefined) next.fileAs = [next.surname, given].filter(Boolean).join(', ');
  return next;
}
