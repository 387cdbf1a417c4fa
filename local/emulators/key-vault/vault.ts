import { randomBytes } from 'node:crypto';
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

/** A soft-deleted secret. Times are seconds since 1970. */
export interface DeletedSecret extends Secret {
  deletedDate: number;
  scheduledPurgeDate: number;
}

/** The secrets of a vault with soft delete and without purge protection. Names are case-insensitive. */
export interface Vault {
  /** Adds a version. @throws Refusal 400, 409 while a secret of this name is deleted but recoverable */
  set(name: string, secret: NewSecret): SecretVersion;
  /** @throws Refusal 403 for a disabled version, 404 */
  get(name: string, version?: string): SecretVersion;
  /** @throws Refusal 404 */
  update(name: string, version: string, changes: SecretChanges): SecretVersion;
  /** All secrets, by name. */
  list(): Secret[];
  /** @throws Refusal 404 */
  versions(name: string): SecretVersion[];
  /** @throws Refusal 404 */
  delete(name: string): DeletedSecret;
  /** @throws Refusal 404 */
  getDeleted(name: string): DeletedSecret;
  listDeleted(): DeletedSecret[];
  /** @throws Refusal 404 */
  recover(name: string): Secret;
  /** @throws Refusal 404 */
  purge(name: string): void;
  state(): unknown;
  reset(): void;
}

/** Opens the vault with what the store holds of it. */
export function openVault(store: Store): Vault {
  const secrets = store.collection<Secret>('key-vault secrets');
  const deleted = store.collection<DeletedSecret>('key-vault deleted secrets');
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
    if (secret === undefined) throw new Refusal(404, 'SecretNotFound', `Deleted Secret not found: ${name}`);
    return secret;
  }

  return {
    set: (name, { value, ...properties }) => {
      checkName(name);
      if (findDeleted(name) !== undefined) throw deletedButRecoverable(name);
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
      const found = version === undefined ? latest(existing(name)) : versionOf(name, version);
      if (!found.enabled) {
        const message = 'Operation get is not allowed on a disabled secret.';
        throw new Refusal(403, 'Forbidden', message, { innerCode: 'SecretDisabled' });
      }
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
    versions: (name) => existing(name).versions,
    delete: (name) => {
      const secret = existing(name);
      const entry = { ...secret, deletedDate: now(), scheduledPurgeDate: now() + RECOVERABLE_DAYS * 86_400 };
      deleted.set(keyOf(name), entry);
      secrets.delete(keyOf(name));
      return entry;
    },
    getDeleted,
    listDeleted: () => byName(deleted.values()).filter(({ scheduledPurgeDate }) => scheduledPurgeDate > now()),
    recover: (name) => {
      const { deletedDate: _, scheduledPurgeDate: __, ...secret } = getDeleted(name);
      secrets.set(keyOf(name), secret);
      deleted.delete(keyOf(name));
      return secret;
    },
    purge: (name) => {
      getDeleted(name);
      deleted.delete(keyOf(name));
    },
    state: () => ({ secrets: byName(secrets.values()), deleted: byName(deleted.values()) }),
    reset: () => {
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
