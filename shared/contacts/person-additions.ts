import type { Contact } from '@microsoft/microsoft-graph-types';
import type { OptionalField } from './contact-fields.ts';
import { OPTIONAL_FIELDS } from './contact-rules.ts';
import { replaceNotesBlock } from './notes.ts';

/** Properties of which no person is the author, and the fields that we write into every contact. */
const NOT_PERSONAL: ReadonlySet<string> = new Set([
  'id',
  'changeKey',
  'createdDateTime',
  'lastModifiedDateTime',
  'parentFolderId',
  'personalNotes',
  'givenName',
  'surname',
  'displayName',
  'fileAs',
  'yomiGivenName',
  'yomiSurname',
]);

/**
 * Whether everything that a person may have put into `contact` is in `other` as well: in fields that we do not write, and
 * in the notes outside our block. Both are whole contacts as Graph returns them.
 *
 * @param leftAlone the fields that the organization leaves to its people
 */
export function addsNothing(contact: Contact, other: Contact, leftAlone: readonly OptionalField[]): boolean {
  const written = new Set<string>(OPTIONAL_FIELDS.filter((field) => !leftAlone.includes(field)));
  const held = new Map<string, unknown>(Object.entries(other));
  const personal = Object.entries(contact).filter(
    ([name]) => !name.startsWith('@') && !NOT_PERSONAL.has(name) && !written.has(name),
  );
  const notes = replaceNotesBlock(contact.personalNotes ?? '', '').trim();
  return (
    personal.every(([name, value]) => isEmpty(value) || JSON.stringify(value) === JSON.stringify(held.get(name))) &&
    (other.personalNotes ?? '').replaceAll('\r\n', '\n').includes(notes)
  );
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}
