import type { SuppliedKeyStore } from '../../shared/api-keys/supply-key.ts';
import type { Activity, ActivityLog } from '../../shared/audit/activity.ts';
import type { Attempt, AttemptStore } from '../../shared/identity/attempt.ts';
import { type Instant, instant, type LinkKey, type SecretName } from '../../shared/ids.ts';
import type { Link } from '../../shared/links/link.ts';
import { USER_STATUSES, type UserStatus, userStatus } from '../../shared/links/link-status.ts';
import { type LinkStore, withChange } from '../../shared/links/link-store.ts';
import type { UserList } from '../../shared/links/user-list.ts';
import type { Organization } from '../../shared/organizations/organization.ts';
import type { OrganizationStore } from '../../shared/organizations/organization-store.ts';
import type { SecretVault } from '../../shared/secrets.ts';
import type { ScheduleStore } from '../../shared/sync/schedule.ts';
import { memoryLinks } from '../unit/fixtures/memory-links.ts';
import type { Port } from './faults.ts';
import type { Invocation, Wire } from './invocation.ts';
import type { Timeline } from './timeline.ts';
import type { Watch } from './watch.ts';

/** What is stored anywhere, as it is now; the ports below are how an invocation reaches it. */
export interface Storage {
  readonly links: LinkStore;
  readonly linkDocuments: Map<string, Link>;
  organization: Organization;
  readonly secrets: Map<SecretName, { value: string; writtenAt: Date }>;
  readonly deletedAt: Map<SecretName, number>;
  readonly attempts: Map<string, Attempt>;
  lastServed: Instant | undefined;
  writes: number;
}

export function emptyStorage(organization: Organization): Storage {
  return {
    links: memoryLinks(),
    linkDocuments: new Map(),
    organization,
    secrets: new Map(),
    deletedAt: new Map(),
    attempts: new Map(),
    lastServed: undefined,
    writes: 0,
  };
}

export interface StoragePorts {
  readonly links: LinkStore;
  readonly organizations: OrganizationStore;
  readonly vault: SecretVault;
  readonly attempts: AttemptStore;
  readonly activity: ActivityLog;
  readonly schedule: ScheduleStore;
  readonly supplied: SuppliedKeyStore;
  readonly users: Pick<UserList, 'totals' | 'withEmail'>;
}

export function storagePorts(
  storage: Storage,
  wire: Wire,
  watch: Watch,
  timeline: Timeline,
  by: Invocation,
): StoragePorts {
  const call = <T>(port: Port, name: string, effect: () => T | Promise<T>): Promise<T> => {
    const unavailable = (): never => {
      throw new Error(`${port} did not answer.`);
    };
    return wire.call(by, { port, name, effect, lost: unavailable, refused: unavailable });
  };

  /** Rows and heads of a listing come at once; a page with nothing on it takes no time. */
  async function* listed<T>(name: string, list: () => AsyncIterable<readonly T[]>): AsyncGenerator<readonly T[]> {
    const items = await call('links', name, () => all(list()));
    if (items.length > 0) yield items;
  }

  async function write(
    link: Link,
    change: Parameters<LinkStore['commit']>[2] | undefined,
    done: () => ReturnType<LinkStore['replace']>,
  ) {
    const before = storage.linkDocuments.get(nameOf(link));
    const written = await done();
    storage.linkDocuments.set(nameOf(link), link);
    storage.writes += 1;
    watch.said('a head', link);
    watch.said('a ledger row', change);
    watch.linkWritten(by, before, link, change);
    return written;
  }

  return {
    links: withChange({
      read: (key) => call('links', 'read', () => storage.links.read(key)),
      create: (link) => call('links', 'create', () => write(link, undefined, () => storage.links.create(link))),
      replace: (link, version) =>
        call('links', `replace ${link.state.name}`, () =>
          write(link, undefined, () => storage.links.replace(link, version)),
        ),
      commit: (link, version, change) =>
        call('links', `commit +${change.put.length} -${change.drop.length}`, () =>
          write(link, change, () => storage.links.commit(link, version, change)),
        ),
      rowsOf: (key, ids) =>
        ids.length === 0
          ? storage.links.rowsOf(key, ids)
          : call('links', 'rowsOf', () => storage.links.rowsOf(key, ids)),
      parked: (key, most) => call('links', 'parked', () => storage.links.parked(key, most)),
      incomplete: (key, most) => call('links', 'incomplete', () => storage.links.incomplete(key, most)),
      rows: (key) => listed('rows', () => storage.links.rows(key)),
      async *due(slot) {
        if ((await all(storage.links.due(slot))).length === 0) return;
        yield* listed('due', () => storage.links.due(slot));
      },
      ofOrganization: (id) => listed('ofOrganization', () => storage.links.ofOrganization(id)),
    }),

    organizations: {
      read: () =>
        call('organizations', 'read', () => {
          const { organization } = storage;
          const { contacts, entitled, pausedAt } = organization;
          const carriesOld = by.generation !== undefined && by.generation !== contacts.generation;
          watch.organizationRead(by, contacts.state === 'connected' && !carriesOld && entitled && pausedAt === null);
          return { organization, version: '' };
        }),
      change: (_, change) =>
        call('organizations', 'change', () => {
          const before = storage.organization;
          const after = change(before);
          if (after === undefined) return undefined;
          storage.organization = after;
          return { before, after };
        }),
    },

    // A name that was deleted stays taken, as in a vault with soft-delete.
    vault: {
      read: (name) => call('vault', 'read', () => storage.secrets.get(name)),
      write: (name, value) =>
        call('vault', 'write', () => {
          if (storage.deletedAt.has(name)) throw new Error('The name is taken by a deleted secret.');
          storage.secrets.set(name, { value, writtenAt: new Date(timeline.now()) });
        }),
      delete: (name) =>
        call('vault', 'delete', () => {
          if (storage.secrets.delete(name)) storage.deletedAt.set(name, timeline.now());
        }),
      // The first time it is asked soon after, the deletion is still under way.
      purge: (name) =>
        call('vault', 'purge', () => {
          const isUnderWay = timeline.now() < (storage.deletedAt.get(name) ?? 0) + 15_000;
          return { kind: isUnderWay ? 'leaving' : 'gone' } as const;
        }),
    },

    attempts: {
      save: (attempt) => call('attempts', 'save', () => void storage.attempts.set(attempt.id, attempt)),
      read: (id) => call('attempts', 'read', () => storage.attempts.get(id)),
      take: (id) =>
        call('attempts', 'take', () => {
          const attempt = storage.attempts.get(id);
          if (attempt !== undefined) storage.attempts.set(id, { ...attempt, usedAt: attempt.expiresAt });
          return attempt;
        }),
    },

    activity: {
      record: (activity: Activity) => call('activity', activity.kind, () => watch.said('the audit log', activity)),
      recent: async () => [],
    },

    schedule: {
      lastServed: () => call('schedule', 'lastServed', () => storage.lastServed),
      served: (minute) =>
        call('schedule', 'served', () => {
          storage.lastServed = instant(new Date(minute));
        }),
    },

    users: {
      withEmail: async () => undefined,
      totals: (_, generation) =>
        call('links', 'totals', () => {
          const totals = Object.fromEntries(USER_STATUSES.map((standing) => [standing, 0])) as Record<
            UserStatus,
            number
          >;
          for (const link of storage.linkDocuments.values()) totals[userStatus(link, generation)] += 1;
          return totals;
        }),
    },

    // Keys for people we have not met are a matter of their own: everybody is known here.
    supplied: {
      waiting: async () => [],
      read: async () => undefined,
      save: async () => undefined,
      remove: async () => false,
    },
  };
}

export function nameOf({ organizationId, userId }: LinkKey): string {
  return `${organizationId}/${userId}`;
}

export async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}
