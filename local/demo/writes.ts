import type { MailboxView } from '../emulators/graph/mailbox-view.ts';
import type { Stack } from '../stack.ts';
import { FOLDER_NAME } from './check-mailbox.ts';

/** Numbers of contacts (or cards) that were added, changed and removed. */
export interface Changes {
  readonly created: number;
  readonly updated: number;
  readonly removed: number;
}

export const NO_CHANGES: Changes = { created: 0, updated: 0, removed: 0 };

/** Versions of items by id; the version changes with the item. */
export type Versions = ReadonlyMap<string, string>;

/** Counts the items that were added, changed and removed between two states. */
export function changesBetween(before: Versions, after: Versions): Changes {
  const common = [...after].filter(([id]) => before.has(id));
  return {
    created: after.size - common.length,
    updated: common.filter(([id, version]) => before.get(id) !== version).length,
    removed: before.size - common.length,
  };
}

export function sum(some: readonly Changes[]): Changes {
  return some.reduce(
    (total, { created, updated, removed }) => ({
      created: total.created + created,
      updated: total.updated + updated,
      removed: total.removed + removed,
    }),
    NO_CHANGES,
  );
}

/** The contacts in the folder Sansan. */
export function contactVersions(mailbox: MailboxView): Versions {
  const folder = mailbox.folders.find(({ displayName }) => displayName === FOLDER_NAME);
  return new Map((folder?.contacts ?? []).map(({ id, changeKey }) => [id, changeKey]));
}

/** Requests to Graph so far. The parts of a batch count individually, as they do for Graph's limits. */
export function graphCalls({ graph }: Stack): { all: number; contactWrites: Changes } {
  const contacts = '/me/contactFolders/:folderId/contacts';
  const count = graph.requests.count;
  return {
    all: count() - count('POST /$batch'),
    contactWrites: {
      created: count(`POST ${contacts}`),
      updated: count(`PATCH ${contacts}/:contactId`),
      removed: count(`DELETE ${contacts}/:contactId`),
    },
  };
}
