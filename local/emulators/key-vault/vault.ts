import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Store } from '../store.ts';
import { Refusal } from './refusal.ts';
import {
  checkName,
  latest,
  type NewSecret,
  type Secret,
  type SecretChanges,
  type SecretVersion,
  withChanges,
} from './secret.ts';

/** Days in which a deleted secret can be recovered; the default of a vault. */
export const RECOVERABLE_DAYS = 90;

/** How a vault is set up, and what it does sometimes only. */
export const behaviourSchema = z.object({
  /** Seconds until a deleted secret can be read, purged and recovered: 13, 15 and 76 in recordings of azure-sdk-for-js. */
  deletionTakes: z.number().nonnegative().default(15),
  /** Seconds for which the name of a purged secret stays taken (azure-sdk-for-net 34322). */
  nameStaysTaken: z.number().nonnegative().default(30),
  /** Whether deleted secrets can be purged. With purge protection, or without the role, they cannot. */
  purge: z.enum(['permitted', 'forbidden']).default('permitted'),
  /** Whether a deleted secret says when it will be purged; seen with a vault by another maker. */
  namesPurgeDate: z.boolean().default(true),
  /** Whether lists begin with an empty page, and the others are half full ("Get Secrets": follow the link, not the count). */
  shortPages: z.boolean().default(false),
});
export type Behaviour = z.infer<typeof behaviourSchema>;

/** A soft-deleted secret. Dates are seconds since 1970. */
export interface DeletedSecret extends Secret {
  deletedDate: number;
  scheduledPurgeDate: number;
  /** Until when the deletion is under way, in milliseconds since 1970. */
  deletingUntil: number;
}

/** The secrets of a vault with soft delete. Names are case-insensitive. */
export interface Vault {
  readonly behaviour: Behaviour;
  behave(behaviour: Behaviour): void;
  /** Adds a version. @throws Refusal 400, 409 while a secret of this name is deleted, being deleted, or just purged */
  set(name: string, secret: NewSecret): SecretVersion;
  /** @throws Refusal 403 for a version that is or was disabled, 404 */
  get(name: string, version?: string): SecretVersion;
  /** @throws Refusal 404 */
  update(name: string, version: string, changes: SecretChanges): SecretVersion;
  /** All secrets, by name. */
  list(): Secret[];
  /** None for a secret that does not exist, as in recordings. */
  versions(name: string): SecretVersion[];
  /** @throws Refusal 404 */
  delete(name: string): DeletedSecret;
  /** @throws Refusal 404 */
  getDeleted(name: string): DeletedSecret;
  listDeleted(): DeletedSecret[];
  /** @throws Refusal 404, 409 while the secret is being deleted */
  recover(name: string): Secret;
  /** @throws Refusal 403 where purging is forbidden, 404, 409 while the secret is being deleted */
  purge(name: string): void;
  state(): unknown;
  reset(): void;
}

/** Opens the vault with what the store holds of it. */
export function openVault(store: Store): Vault {
  const secrets = store.collection<Secret>('key-vault secrets');
  const deleted = store.collection<DeletedSecret>('key-vault deleted secrets');
  const purged = store.collection<number>('key-vault purged names');
  const usual = behaviourSchema.parse({});
  let behaviour = usual;
  const keyOf = (name: string) => name.toLowerCase();

  function existing(name: string): Secret {
    const secret = secrets.get(keyOf(name));
    if (secret === undefined) throw secretNotFound(name);
    return secret;
  }

  function versionOf(name: string, version: string): SecretVersion {
    const found = existing(name).versions.find((candidate) => candidate.version === version);
    if (found === undefined) throw secretNotFound(`${name}/${version}`);
    return found;
  }

  function findDeleted(name: string): DeletedSecret | undefined {
    const secret = deleted.get(keyOf(name));
    if (secret === undefined || secret.scheduledPurgeDate > now()) return secret;
    deleted.delete(keyOf(name));
    return undefined;
  }

  function getDeleted(name: string): DeletedSecret {
    const secret = findDeleted(name);
    if (secret === undefined || isBeingDeleted(secret)) {
      throw new Refusal(404, 'SecretNotFound', `Deleted Secret not found: ${name}`);
    }
    return secret;
  }

  /** The deleted secret, once its deletion is done. */
  function settled(name: string): DeletedSecret {
    const secret = findDeleted(name);
    if (secret !== undefined && isBeingDeleted(secret)) throw beingDeleted(name);
    return getDeleted(name);
  }

  return {
    get behaviour() {
      return behaviour;
    },
    behave: (wanted) => {
      behaviour = wanted;
    },
    set: (name, { value, ...properties }) => {
      checkName(name);
      const deletedOne = findDeleted(name);
      const isTaken = (purged.get(keyOf(name)) ?? 0) + behaviour.nameStaysTaken * 1000 > Date.now();
      // unverified: that a name that was just purged is refused with the same code.
      if (isTaken || (deletedOne !== undefined && isBeingDeleted(deletedOne))) throw beingDeleted(name);
      if (deletedOne !== undefined) throw deletedButRecoverable(name);
      const blank = { version: randomBytes(16).toString('hex'), value, enabled: true, created: now(), updated: now() };
      const added = withChanges(blank, properties);
      const known = secrets.get(keyOf(name));
      secrets.set(keyOf(name), {
        name: known?.name ?? name,
        versions: known === undefined ? [added] : [...known.versions, added],
      });
      return added;
    },
    get: (name, version) => {
      const deletedOne = secrets.has(keyOf(name)) ? undefined : findDeleted(name);
      // A disabled secret is refused also when it is deleted, as in recordings.
      if (deletedOne !== undefined && !latest(deletedOne).enabled) throw disabled();
      const found = version === undefined ? latest(existing(name)) : versionOf(name, version);
      if (!found.enabled) throw disabled();
      return found;
    },
    update: (name, version, changes) => {
      const changed = withChanges(versionOf(name, version), changes);
      const secret = existing(name);
      const [first, ...others] = secret.versions;
      const swap = (one: SecretVersion) => (one.version === version ? changed : one);
      secrets.set(keyOf(name), { ...secret, versions: [swap(first), ...others.map(swap)] });
      return changed;
    },
    list: () => byName(secrets.values()),
    versions: (name) => secrets.get(keyOf(name))?.versions ?? [],
    delete: (name) => {
      const secret = existing(name);
      const entry = {
        ...secret,
        deletedDate: now(),
        scheduledPurgeDate: now() + RECOVERABLE_DAYS * 86_400,
        deletingUntil: Date.now() + behaviour.deletionTakes * 1000,
      };
      deleted.set(keyOf(name), entry);
      secrets.delete(keyOf(name));
      return entry;
    },
    getDeleted,
    listDeleted: () =>
      byName(deleted.values()).filter((secret) => secret.scheduledPurgeDate > now() && !isBeingDeleted(secret)),
    recover: (name) => {
      const { deletedDate: _, scheduledPurgeDate: __, deletingUntil: ___, ...secret } = settled(name);
      secrets.set(keyOf(name), secret);
      deleted.delete(keyOf(name));
      return secret;
    },
    purge: (name) => {
      settled(name);
      if (behaviour.purge === 'forbidden') {
        const message = 'Operation "purge" is not allowed because purge protection is enabled for this vault.';
        throw new Refusal(403, 'Forbidden', message, { innerCode: 'ForbiddenByPolicy' });
      }
      deleted.delete(keyOf(name));
      purged.set(keyOf(name), Date.now());
    },
    state: () => ({ secrets: byName(secrets.values()), deleted: byName(deleted.values()) }),
    reset: () => {
      behaviour = usual;
      purged.clear();
      secrets.clear();
      deleted.clear();
    },
  };
}

function byName<T extends Secret>(secrets: Iterable<T>): T[] {
  return [...secrets].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

function isBeingDeleted({ deletingUntil }: DeletedSecret): boolean {
  return deletingUntil > Date.now();
}

function disabled(): Refusal {
  const message = 'Operation get is not allowed on a disabled secret.';
  return new Refusal(403, 'Forbidden', message, { innerCode: 'SecretDisabled' });
}

function beingDeleted(name: string): Refusal {
  return new Refusal(409, 'Conflict', `Secret ${name} is currently being deleted.`, {
    innerCode: 'ObjectIsBeingDeleted',
  });
}

function secretNotFound(id: string): Refusal {
  return new Refusal(404, 'SecretNotFound', `A secret with (name/id) ${id} was not found in this key vault.`);
}

function deletedButRecoverable(name: string): Refusal {
  return new Refusal(
    409,
    'Conflict',
    `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
    { innerCode: 'ObjectIsDeletedButRecoverable' },
  );
}
