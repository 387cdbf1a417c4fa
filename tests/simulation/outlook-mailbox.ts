import { MINUTE, SECOND } from '../../shared/clock.ts';
import type { HeldContact } from '../../shared/contacts/held-contact.ts';
import {
  type ContactWrite,
  type Folder,
  type ListedContact,
  MAX_BATCH,
  type Mailbox,
  MailboxFailure,
  type WriteAnswer,
} from '../../shared/contacts/mailbox.ts';
import type { ContactId } from '../../shared/ids.ts';
import type { Link } from '../../shared/links/link.ts';
import { BROKEN, REFUSED } from './card-system.ts';
import type { FaultKind } from './faults.ts';
import type { Invocation, Wire } from './invocation.ts';
import { DELETED_ITEMS, type Outlook, type StoredContact, type StoredFolder, type Weather } from './outlook.ts';
import type { Timeline } from './timeline.ts';
import type { Watch } from './watch.ts';

export interface MailboxDependencies {
  readonly wire: Wire;
  readonly timeline: Timeline;
  readonly watch: Watch;
  readonly chance: (limit: number) => number;
  /** The mailbox that an access token opens now; `undefined` when it is refused. */
  readonly opens: (accessToken: string) => Outlook | undefined;
  /** The head of the link whose mailbox this is, as it is stored. For the checks. */
  readonly linkOf: (outlook: Outlook) => Link | undefined;
  /** Whether a removal of this contact by a run that began then is right. For the checks. */
  readonly mayRemove: (outlook: Outlook, contact: StoredContact, runStarted: number) => boolean;
}

const lost = (): never => {
  throw new MailboxFailure('unavailable', 'No answer.');
};

/** One person's mailbox as `by` reaches it through Graph. Strict where Graph is strict. */
export function outlookMailbox(deps: MailboxDependencies, by: Invocation, accessToken: () => Promise<string>): Mailbox {
  const { wire, timeline, watch } = deps;

  async function ask<T>(
    kind: 'read' | 'write' | 'folder',
    name: string,
    effect: (outlook: Outlook, fault: FaultKind | undefined) => T,
    noAnswer: () => T = lost,
  ): Promise<T> {
    const outlook = deps.opens(await accessToken());
    if (outlook === undefined) throw new MailboxFailure('unauthorized', 'The token is refused.');
    const ends = watch.requestBegins(by, outlook.name, kind, deps.linkOf(outlook));
    try {
      return await wire.call(by, {
        port: 'mailbox',
        name,
        effect: (fault) => {
          refuseIfClosed(outlook);
          return effect(outlook, fault);
        },
        lost: noAnswer,
        refused: (fault) => {
          if (fault === 'unauthorized') throw new MailboxFailure('unauthorized', 'The token is refused.');
          if (fault === 'throttle') throttle(outlook);
          refuseIfClosed(outlook);
          throw new MailboxFailure('unavailable', 'Refused.');
        },
      });
    } catch (failure) {
      if (failure instanceof MailboxFailure && failure.code === 'throttled')
        noteWait(outlook, failure.retryAfterSeconds);
      throw failure;
    } finally {
      ends();
    }
  }

  function refuseIfClosed(outlook: Outlook): void {
    const now = timeline.now();
    if (now < outlook.downUntil) throw new MailboxFailure('unavailable', 'Down.');
    if (isOn(outlook, 'no-exchange')) throw new MailboxFailure('no-mailbox', 'No Exchange Online.');
    if (outlook.denials > 0) {
      outlook.denials -= 1;
      throw new MailboxFailure('forbidden', 'Denied.');
    }
    const retryAfterSeconds = (outlook.throttledUntil - now) / SECOND;
    if (retryAfterSeconds > 0) throw new MailboxFailure('throttled', 'Wait.', { retryAfterSeconds });
  }

  function isOn(outlook: Outlook, weather: Weather): boolean {
    return timeline.now() < (outlook.weather.get(weather) ?? 0);
  }

  function throttle(outlook: Outlook): void {
    outlook.throttledUntil = timeline.now() + (20 + deps.chance(900)) * SECOND;
  }

  function noteWait(outlook: Outlook, seconds: number): void {
    watch.askedToWait(by, outlook.name, timeline.now() + seconds * SECOND);
  }

  function folderOf(outlook: Outlook, id: string): StoredFolder {
    const folder = outlook.folders.get(id);
    if (folder === undefined) throw new MailboxFailure('unexpected', 'No such folder.');
    if (folder.stamp === undefined) watch.violated(`${by.what}#${by.id} changed a folder of the person`);
    return folder;
  }

  function write(outlook: Outlook, change: ContactWrite): WriteAnswer {
    if (isOn(outlook, 'writes-conflict') && deps.chance(3) === 0) return { kind: 'unknown' };
    if (change.kind !== 'remove' && isOn(outlook, 'refuses-every-body'))
      return { kind: 'refused', code: 'ErrorInvalidProperty' };
    if (change.kind === 'remove' || !change.fields.jobTitle?.includes(BROKEN)) return carryOut(outlook, change);
    if (deps.chance(2) === 0) carryOut(outlook, change);
    return { kind: 'unknown' };
  }

  function carryOut(outlook: Outlook, change: ContactWrite): WriteAnswer {
    const answer = done(outlook, change);
    if (answer.kind === 'done') outlook.writes += 1;
    return answer;
  }

  function done(outlook: Outlook, change: ContactWrite): WriteAnswer {
    if (change.kind !== 'remove' && change.fields.jobTitle?.includes(REFUSED))
      return { kind: 'refused', code: 'ErrorInvalidProperty' };
    if (change.kind === 'create') {
      if (!outlook.folders.has(change.folderId)) return { kind: 'gone' };
      if (timeline.now() < outlook.fullUntil) return { kind: 'mailbox-full' };
      const { folderId, fields, notes, stamp } = change;
      const own = { byPerson: false, version: 1, memos: [] };
      const { id: contactId, version } = outlook.addContact({ folderId, fields, notes, stamp, ...own });
      return { kind: 'done', contactId, version: String(version) };
    }
    const contact = outlook.contacts.get(change.contactId);
    if (contact === undefined || contact.folderId !== change.folderId) return { kind: 'gone' };
    const linkId = change.kind === 'update' ? change.stamp.linkId : contact.stamp?.linkId;
    if (contact.stamp === undefined || contact.stamp.linkId !== linkId) {
      watch.violated(`${by.what}#${by.id} touched a contact that is not of this link`);
    }
    if (change.kind === 'remove') {
      if (!deps.mayRemove(outlook, contact, by.startedAt)) {
        watch.violated(`${by.what}#${by.id} removed the contact of a card that is there (${contact.stamp?.cardId})`);
      }
      const read = watch.lastReadNotes(by, contact.id);
      const others = outlook
        .contactsIn(contact.folderId)
        .filter(({ stamp }) => stamp?.cardId === contact.stamp?.cardId);
      const kept = others.flatMap(({ id, notes }) => (id === contact.id ? [] : [notes])).join('\n');
      if (contact.memos.some(({ text, at }) => at < read && !kept.includes(text)) && read < Number.POSITIVE_INFINITY)
        watch.violated(`${by.what}#${by.id} removed a second contact with what a person wrote`);
      outlook.contacts.delete(contact.id);
    } else {
      contact.fields = change.fields;
      contact.stamp = change.stamp;
      contact.version += 1;
      if (change.notes !== undefined) rewriteNotes(contact, change.notes);
    }
    return { kind: 'done', contactId: contact.id, version: change.kind === 'update' ? String(contact.version) : null };
  }

  /**
   * Graph has no way to change a part of the notes, so what a person writes between our reading and our writing is lost.
   * What was there when we read must be there afterwards.
   */
  function rewriteNotes(contact: StoredContact, notes: string): void {
    const read = watch.lastReadNotes(by, contact.id);
    const dropped = contact.memos.filter((memo) => !notes.includes(memo.text));
    if (dropped.some((memo) => memo.at < read)) watch.violated(`${by.what}#${by.id} dropped what a person wrote`);
    contact.memos = contact.memos.filter((memo) => notes.includes(memo.text));
    contact.notes = notes;
  }

  return {
    foldersNamed: (name) =>
      ask('read', 'foldersNamed', (outlook) =>
        [...outlook.folders.values()]
          .filter((folder) => folder.parentId === 'contacts' && folder.name.toLowerCase() === name.toLowerCase())
          .map(shown),
      ),

    createFolder: (name, stamp) =>
      ask('folder', 'createFolder', (outlook) => {
        const folder = outlook.addFolder(name, stamp);
        return folder === undefined ? { kind: 'exists' } : { kind: 'created', folder: shown(folder) };
      }),

    folder: (id) =>
      ask('read', 'folder', (outlook) => {
        const folder = outlook.folders.get(id);
        return folder === undefined ? undefined : shown(folder);
      }),

    renameFolder: (id, name) =>
      ask('folder', 'renameFolder', (outlook) => {
        const folder = folderOf(outlook, id);
        if (outlook.nameTaken(folder.parentId, name, folder))
          throw new MailboxFailure('unexpected', 'The name is taken.');
        folder.name = name;
      }),

    // Moves it to Deleted Items; whether a folder of that name there is in the way is unverified, so it is.
    deleteFolder: (id) =>
      ask('folder', 'deleteFolder', (outlook) => {
        if (!outlook.folders.has(id)) return;
        const folder = folderOf(outlook, id);
        if (outlook.nameTaken(DELETED_ITEMS, folder.name)) throw new MailboxFailure('unexpected', 'The name is taken.');
        folder.parentId = DELETED_ITEMS;
      }),

    async *contactsIn(folderId) {
      // Pages are offsets, so one is skipped when another before it goes meanwhile (davidmoten/odata-client).
      for (let skip = 0; ; skip += PAGE) {
        const { contacts, more } = await ask('read', 'contactsIn', (outlook) => {
          if (!outlook.folders.has(folderId)) throw new MailboxFailure('unexpected', 'No such folder.');
          const all = outlook.contactsIn(folderId).sort((a, b) => number(a.id) - number(b.id));
          if (skip === 0) outlook.fallsShort = isOn(outlook, 'listings-fall-short') && deps.chance(4) > 0;
          return outlook.fallsShort ? shortPage(all, skip) : pageOf(all.map(listed), skip);
        });
        yield contacts;
        if (!more) return;
      }
    },

    lookUp: (folderId, contactIds) =>
      ask('read', 'lookUp', (outlook) => {
        const answers = new Map<ContactId, ListedContact | 'gone'>();
        for (const id of contactIds) {
          const contact = outlook.contacts.get(id);
          answers.set(id, contact?.folderId === folderId ? listed(contact) : 'gone');
        }
        return answers;
      }),

    contentsOf: (folderId, contactIds) =>
      ask('read', 'contentsOf', (outlook) => {
        const contents = new Map<ContactId, HeldContact>();
        for (const id of contactIds) {
          const contact = outlook.contacts.get(id);
          if (contact?.folderId !== folderId) continue;
          watch.notesRead(by, id);
          const { version, fields = {}, notes } = contact;
          contents.set(id, { version: String(version), fields, notes });
        }
        return contents;
      }),

    redundant: (folderId, doubles) =>
      ask('read', 'redundant', (outlook) => {
        const holdsNothingMore = ({ contactId, inUse }: (typeof doubles)[number]) => {
          const [double, used] = [outlook.contacts.get(contactId), outlook.contacts.get(inUse)];
          if (double?.folderId !== folderId || used?.folderId !== folderId) return false;
          watch.notesRead(by, contactId);
          return double.memos.every(({ text }) => used.notes.includes(text));
        };
        return new Set(doubles.filter(holdsNothingMore).map(({ contactId }) => contactId));
      }),

    namesOf: (folderId, contactIds) =>
      ask('read', 'namesOf', (outlook) => {
        const inFolder = contactIds.filter((id) => outlook.contacts.get(id)?.folderId === folderId);
        return new Map(inFolder.map((id) => [id, `contact ${id}`]));
      }),

    async write(writes, sent) {
      if (writes.length > MAX_BATCH) watch.violated(`a batch of ${writes.length}`);
      const all = (answer: WriteAnswer) => writes.map(() => answer);
      const name = `write ${writes.map(described).join(', ')}`;
      const answering = ask(
        'write',
        name,
        (outlook, fault) => {
          // In a batch of one there is no other part to be told to wait.
          if (fault !== 'throttle-part' || writes.length === 1)
            return writes.map((change, index) => part(outlook, change, index, fault));
          throttle(outlook);
          const retryAfterSeconds = (outlook.throttledUntil - timeline.now()) / SECOND;
          noteWait(outlook, retryAfterSeconds);
          return writes.map(
            (change, index): WriteAnswer =>
              index % 2 === 0 ? write(outlook, change) : { kind: 'later', retryAfterSeconds },
          );
        },
        () => all({ kind: 'unknown' }),
      ).catch((failure: unknown) => all(saidToEach(failure)));
      sent?.();
      return answering;
    },
  };

  /** A page as it may be while listings fall short. */
  function shortPage(all: StoredContact[], skip: number): ListedPage {
    const one = deps.chance(Math.max(1, all.length));
    switch (deps.chance(5)) {
      case 0:
        return pageOf(all.filter((_, index) => index !== one).map(listed), skip);
      case 1:
        return { contacts: all.slice(skip, skip + one).map(listed), more: false };
      case 2: {
        const replicated = new Date(timeline.now() - 10 * MINUTE).toISOString();
        return pageOf(all.filter(({ createdAt }) => createdAt < replicated).map(listed), skip);
      }
      case 3: {
        const bare = { createdAt: '', version: '', stamp: undefined };
        return pageOf(
          all.map((contact, index) => ({ ...listed(contact), ...(index === one ? bare : {}) })),
          skip,
        );
      }
      default:
        return pageOf(all.map(listed), skip);
    }
  }

  /** Half of a batch that broke off is not answered, and half of that half was done. */
  function part(outlook: Outlook, change: ContactWrite, index: number, fault: FaultKind | undefined): WriteAnswer {
    if (fault !== 'half' || index % 2 === 0) return write(outlook, change);
    if (index % 4 === 1) write(outlook, change);
    return { kind: 'unknown' };
  }
}

/** Contacts on one page of a listing. */
const PAGE = 30;

interface ListedPage {
  readonly contacts: ListedContact[];
  readonly more: boolean;
}

function pageOf(contacts: ListedContact[], skip: number): ListedPage {
  return { contacts: contacts.slice(skip, skip + PAGE), more: contacts.length > skip + PAGE };
}

function listed({ id, createdAt, version, stamp }: StoredContact): ListedContact {
  return { id, createdAt, version: String(version), stamp };
}

/** What is said to a batch as a whole is said to each of its parts. */
function saidToEach(failure: unknown): WriteAnswer {
  if (!(failure instanceof MailboxFailure)) throw failure;
  if (failure.code === 'unauthorized') return { kind: 'unauthorized' };
  if (failure.code === 'throttled') return { kind: 'later', retryAfterSeconds: failure.retryAfterSeconds };
  return { kind: 'unknown' };
}

function shown({ id, name, parentId, stamp }: StoredFolder): Folder {
  return { id, name, parentId, stamp };
}

function described(change: ContactWrite): string {
  return change.kind === 'create'
    ? `+${change.stamp.cardId}`
    : `${change.kind === 'update' ? '~' : '-'}${change.contactId}`;
}

function number(id: string): number {
  return Number(/\d+$/.exec(id)?.[0] ?? 0);
}
