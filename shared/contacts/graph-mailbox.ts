import type { Contact } from '@microsoft/microsoft-graph-types';
import * as z from 'zod';
import { type ContactId, contactIdSchema, type FolderId, folderIdSchema } from '../ids.ts';
import { extendedProperties, extendedValue } from './extended-properties.ts';
import { type BatchPart, sendBatch } from './graph-batch.ts';
import { createBody, FAX_PROPERTY, HELD_PROPERTIES, heldContactSchema, updateBody } from './graph-contact.ts';
import { failureCodeOf, graphCode, mailboxFailure, saysMissing } from './graph-failure.ts';
import type { GraphAnswer, GraphTransport } from './graph-transport.ts';
import type { HeldContact } from './held-contact.ts';
import {
  type ContactWrite,
  type Folder,
  type ListedContact,
  type Mailbox,
  MailboxFailure,
  type UnreadContact,
} from './mailbox.ts';
import { addsNothing } from './person-additions.ts';
import { readableItems } from './readable-items.ts';
import {
  CONTACT_STAMP_PROPERTY,
  FOLDER_STAMP_PROPERTY,
  readContactStamp,
  readFolderStamp,
  writeFolderStamp,
} from './stamp.ts';
import { readContentsAnswer, readWriteAnswer } from './write-answer.ts';

// By the published metadata every property except an item's id may be null or missing. The schemas allow that, so that
// an unusual item is seen all the same.
const folderSchema = z.object({
  id: folderIdSchema,
  displayName: z.string().nullish(),
  parentFolderId: z.string().nullish(),
  singleValueExtendedProperties: extendedProperties,
});
const contactSchema = z.object({
  id: contactIdSchema,
  createdDateTime: z.string().nullish(),
  changeKey: z.string().nullish(),
  singleValueExtendedProperties: extendedProperties,
});
const nameSchema = z.object({ displayName: z.string().nullish() });
const wholeContact = z.custom<Contact>((body) => z.object({ id: z.string() }).safeParse(body).success);
const page = <T extends z.ZodType>(item: T) =>
  z.object({ value: readableItems(item), '@odata.nextLink': z.string().nullish() });
/** Maximum number of pages of one listing; far more than the folders of a mailbox or the contacts of a folder need. */
const MAX_PAGES = 1000;
const endless = () => new MailboxFailure('unexpected', 'Microsoft Graph lists the same page again and again.');

const expandProperty = (property: string) =>
  `$expand=${encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${property}')`)}`;

/** The properties of a listed contact. */
const LISTED = `$select=id,createdDateTime,changeKey&${expandProperty(CONTACT_STAMP_PROPERTY)}`;
/** The properties of a contact that is compared with what we would write. */
const HELD = `$select=${HELD_PROPERTIES.join(',')}&${expandProperty(FAX_PROPERTY)}`;

/**
 * The signed-in person's contacts through Microsoft Graph v1.0. Requires the delegated permission
 * `Contacts.ReadWrite`.
 */
export function graphMailbox(transport: GraphTransport): Mailbox {
  async function ask<T extends z.ZodType>(schema: T, path: string): Promise<z.output<T>> {
    return expect(schema, await transport.send({ method: 'GET', path }));
  }

  async function* pages<T extends z.ZodType>(item: T, path: string) {
    const seen = new Set<string>();
    for (let next: string | undefined = path; next !== undefined; ) {
      // A next link that was already followed would make an endless loop (microsoft-graph-docs-contrib 7004).
      if (seen.has(next) || seen.size === MAX_PAGES) throw endless();
      seen.add(next);
      const answer: { value: z.output<T>[]; '@odata.nextLink'?: string | null | undefined } = await ask(
        page(item),
        next,
      );
      yield answer.value;
      next = pathOf(answer['@odata.nextLink'] ?? undefined);
    }
  }

  return {
    async foldersNamed(name) {
      const wanted = name.toLowerCase();
      const found: Folder[] = [];
      for await (const folders of pages(
        folderSchema,
        `/me/contactFolders?$top=100&${expandProperty(FOLDER_STAMP_PROPERTY)}`,
      )) {
        found.push(...folders.filter((folder) => folder.displayName?.toLowerCase() === wanted).map(toFolder));
      }
      return found;
    },

    async createFolder(name, stamp) {
      const value = writeFolderStamp(stamp);
      const answer = await transport.send({
        method: 'POST',
        path: '/me/contactFolders',
        body: { displayName: name, singleValueExtendedProperties: [{ id: FOLDER_STAMP_PROPERTY, value }] },
      });
      if (graphCode(answer.body) === 'ErrorFolderExists') return { kind: 'exists' };
      return { kind: 'created', folder: { ...toFolder(expect(folderSchema, answer)), stamp } };
    },

    async folder(id) {
      const path = `/me/contactFolders/${encodeURIComponent(id)}?${expandProperty(FOLDER_STAMP_PROPERTY)}`;
      const answer = await transport.send({ method: 'GET', path });
      return saysMissing(answer) ? undefined : toFolder(expect(folderSchema, answer));
    },

    async renameFolder(id, name) {
      const path = `/me/contactFolders/${encodeURIComponent(id)}`;
      expect(z.unknown(), await transport.send({ method: 'PATCH', path, body: { displayName: name } }));
    },

    async deleteFolder(id) {
      const answer = await transport.send({ method: 'DELETE', path: `/me/contactFolders/${encodeURIComponent(id)}` });
      if (!saysMissing(answer)) expect(z.unknown(), answer);
    },

    async *contactsIn(folderId) {
      const path = `/me/contactFolders/${encodeURIComponent(folderId)}/contacts`;
      for await (const contacts of pages(contactSchema, `${path}?$top=999&${LISTED}`)) {
        yield contacts.map(toListedContact);
      }
    },

    async lookUp(folderId, contactIds) {
      const answers = await readEach(folderId, contactIds, LISTED);
      const found = new Map<ContactId, ListedContact | 'gone'>();
      for (const [contactId, answer] of answers) {
        if (saysMissing(answer)) found.set(contactId, 'gone');
        if (answer.status >= 400) continue;
        const parsed = contactSchema.safeParse(answer.body);
        // By the id that was asked for: that is what the ledger knows.
        if (parsed.success) found.set(contactId, { ...toListedContact(parsed.data), id: contactId });
      }
      return found;
    },

    async contentsOf(folderId, contactIds) {
      const answers = await readEach(folderId, contactIds, HELD);
      const contents = new Map<ContactId, HeldContact | UnreadContact>();
      for (const contactId of contactIds) {
        const answer = answers.get(contactId);
        const unread = answer === undefined ? ({ kind: 'unknown' } as const) : readContentsAnswer(answer);
        if (unread !== undefined) contents.set(contactId, unread);
        else if (answer !== undefined && !saysMissing(answer))
          contents.set(contactId, expect(heldContactSchema, answer));
      }
      return contents;
    },

    async namesOf(folderId, contactIds) {
      const answers = await readEach(folderId, contactIds, '$select=displayName');
      const names = new Map<ContactId, string>();
      for (const [contactId, answer] of answers)
        if (!saysMissing(answer)) names.set(contactId, expect(nameSchema, answer).displayName ?? '');
      return names;
    },

    async redundant(folderId, doubles, leftAlone) {
      const read = (ids: readonly ContactId[]) => readEach(folderId, ids, expandProperty(FAX_PROPERTY));
      const others = await read(doubles.map(({ contactId }) => contactId));
      const used = await read(doubles.map(({ inUse }) => inUse));
      // A contact that could not be read may hold what the other one lacks.
      const whole = (answer: GraphAnswer | undefined) =>
        answer?.status === 200 ? wholeContact.safeParse(answer.body).data : undefined;
      const redundant = doubles.filter(({ contactId, inUse }) => {
        const [double, other] = [whole(others.get(contactId)), whole(used.get(inUse))];
        return double !== undefined && other !== undefined && addsNothing(double, other, leftAlone);
      });
      return new Set(redundant.map(({ contactId }) => contactId));
    },

    async write(writes, sent) {
      const answers = await sendBatch(transport, writes.map(batchPart), sent);
      return writes.map((write, index) => {
        const answer = answers?.[index];
        return answer === undefined ? { kind: 'unknown' } : readWriteAnswer(write, answer);
      });
    },
  };

  /**
   * Reads several contacts in one `$batch` request; `query` names the properties. A contact that was not answered is
   * missing in the result. Fails with `MailboxFailure` when one answer concerns the mailbox as a whole: the token was
   * refused, or it asks to wait.
   */
  async function readEach(
    folderId: FolderId,
    contactIds: readonly ContactId[],
    query: string,
  ): Promise<ReadonlyMap<ContactId, GraphAnswer>> {
    const url = (contactId: ContactId) => `${contactPath(folderId, contactId)}?${query}`;
    const parts = contactIds.map((contactId) => ({ method: 'GET', url: url(contactId) }) as const);
    const answers = await sendBatch(transport, parts);
    if (answers === undefined) throw new MailboxFailure('unavailable', 'Contacts could not be read.');
    const byContact = new Map<ContactId, GraphAnswer>();
    contactIds.forEach((contactId, index) => {
      const answer = answers[index];
      if (answer === undefined) return;
      const code = answer.status < 400 ? undefined : failureCodeOf(answer);
      if (code === 'unauthorized' || code === 'throttled') throw mailboxFailure(answer);
      byContact.set(contactId, answer);
    });
    return byContact;
  }
}

/**
 * Turns a next link into a path: the Graph client accepts absolute URLs only with https, and the local stack uses http.
 */
function pathOf(link: string | undefined): string | undefined {
  if (link === undefined || link === '') return undefined;
  const base = 'https://graph.microsoft.com/v1.0/';
  if (!URL.canParse(link, base))
    throw new MailboxFailure('unexpected', 'Microsoft Graph names a next page that is none.');
  const { pathname, search } = new URL(link, base);
  return pathname.replace(/^\/v1\.0/, '') + search;
}

function batchPart(write: ContactWrite): BatchPart {
  const headers = { 'Content-Type': 'application/json' };
  switch (write.kind) {
    case 'create': {
      const url = `/me/contactFolders/${encodeURIComponent(write.folderId)}/contacts`;
      return { method: 'POST', url, headers, body: createBody(write.fields, write.notes, write.stamp) };
    }
    case 'update': {
      const url = contactPath(write.folderId, write.contactId);
      return { method: 'PATCH', url, headers, body: updateBody(write.fields, write.notes, write.stamp) };
    }
    case 'remove':
      return { method: 'DELETE', url: contactPath(write.folderId, write.contactId) };
  }
}

/**
 * Addresses the contact through its folder, so that a contact that the person moved elsewhere is not found (PRODUCT
 * C2).
 */
function contactPath(folderId: string, contactId: string): string {
  return `/me/contactFolders/${encodeURIComponent(folderId)}/contacts/${encodeURIComponent(contactId)}`;
}

function expect<T extends z.ZodType>(schema: T, answer: GraphAnswer): z.output<T> {
  if (answer.status < 200 || answer.status >= 300) throw mailboxFailure(answer);
  const parsed = schema.safeParse(answer.body);
  if (!parsed.success) throw mailboxFailure(answer);
  return parsed.data;
}

function toFolder(folder: z.output<typeof folderSchema>): Folder {
  return {
    id: folder.id,
    name: folder.displayName ?? '',
    parentId: folder.parentFolderId ?? '',
    stamp: stampOf(folder.singleValueExtendedProperties, FOLDER_STAMP_PROPERTY, readFolderStamp),
  };
}

function toListedContact(contact: z.output<typeof contactSchema>): ListedContact {
  return {
    id: contact.id,
    createdAt: contact.createdDateTime ?? '',
    version: contact.changeKey ?? '',
    stamp: stampOf(contact.singleValueExtendedProperties, CONTACT_STAMP_PROPERTY, readContactStamp),
  };
}

function stampOf<T>(
  properties: z.output<typeof extendedProperties>,
  id: string,
  read: (text: string) => T | undefined,
): T | undefined {
  const value = extendedValue(properties, id);
  return value === null ? undefined : read(value);
}
