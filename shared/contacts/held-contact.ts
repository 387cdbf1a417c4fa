import { isDeepStrictEqual } from 'node:util';
import type { ContactFields } from './contact-fields.ts';
import type { DesiredContact } from './desired-contact.ts';
import { holdsNotesBlock } from './notes.ts';

/** What a contact in Outlook holds of what we write into contacts. */
export interface HeldContact {
  /** As `version` of a listed contact; `null` when Graph does not say. */
  readonly version: string | null;
  /** As Graph returns them; to be compared only. */
  readonly fields: Readonly<Partial<Record<keyof ContactFields, unknown>>>;
  readonly notes: string;
}

/**
 * Whether a contact holds all that an update would write: every mapped field and our block in the notes (PRODUCT C8).
 * What else it holds, and fields that the organization leaves to its people, do not count.
 */
export function holdsDesired(held: HeldContact, { fields, notes }: Pick<DesiredContact, 'fields' | 'notes'>): boolean {
  const values = new Map<string, unknown>(Object.entries(held.fields));
  const same = Object.entries(fields).every(([field, value]) =>
    isDeepStrictEqual(comparable(value), comparable(values.get(field))),
  );
  return same && holdsNotesBlock(held.notes, notes);
}

/** A value without what Graph may return in another form: line ends, and null, empty or absent for a value that is empty. */
function comparable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\r\n', '\n') || undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(comparable);
  if (typeof value !== 'object' || value === null) return undefined;
  const parts = Object.entries(value).flatMap(([name, part]) => {
    const compared = comparable(part);
    return compared === undefined ? [] : [[name, compared] as const];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}
