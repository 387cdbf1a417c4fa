import { randomBytes } from 'node:crypto';
import type { Store } from '../store.ts';

/** A user of the card system. */
export interface OwnerRecord {
  id: string;
  name: string;
  email: string;
  /** Null after a revocation. */
  apiKey: string | null;
  /** A key of the range "Sansan Data Hub のみ" is not valid for the Open API. */
  keyRange: KeyRange;
}

export type KeyRange = 'all' | 'data-hub-only';

/** Owners of cards and their API keys (one each). */
export interface CardOwners {
  get(id: string): OwnerRecord | undefined;
  put(owner: OwnerRecord): void;
  all(): OwnerRecord[];
  byKey(apiKey: string): OwnerRecord | undefined;
  clear(): void;
}

/** The owners in the store. */
export function createCardOwners(store: Store): CardOwners {
  const owners = store.collection<OwnerRecord>('sansan-owners');
  return {
    get: (id) => owners.get(id),
    put: (owner) => owners.set(owner.id, owner),
    all: () => [...owners.values()],
    byKey: (apiKey) => [...owners.values()].find((owner) => owner.apiKey === apiKey),
    clear: () => owners.clear(),
  };
}

/** An API key as the service issues them: 32 letters and digits. */
export function newApiKey(): string {
  return randomBytes(16).toString('hex');
}
