import type { Store } from '../store.ts';
import { accountKey, type Directory, type EntraAccount } from './directory.ts';

/** What a browser is signed in to: with several accounts at a time, at several apps. */
export interface BrowserSession {
  readonly id: string;
  /** Without those whose sessions were revoked. */
  readonly accounts: readonly EntraAccount[];
  readonly clientIds: readonly string[];
}

export interface BrowserSessions {
  read(id: string | undefined): BrowserSession | undefined;
  /** @returns the id of the session, a new one if there was none */
  signIn(session: BrowserSession | undefined, account: EntraAccount): string;
  /** Remembers that the browser is signed in at an app, which is to be told of the sign-out. */
  visited(id: string, clientId: string): void;
  end(id: string | undefined): void;
  reset(): void;
}

interface Kept {
  readonly accounts: readonly { readonly key: string; readonly generation: number }[];
  readonly clientIds: readonly string[];
}

/** Sessions of browsers, kept in the store. */
export function createSessions(store: Store, directory: Directory): BrowserSessions {
  const sessions = store.collection<Kept>('entra-browser-sessions');
  return {
    read: (id = '') => {
      const kept = sessions.get(id);
      if (kept === undefined) return undefined;
      const accounts = kept.accounts.flatMap(({ key, generation }) => {
        const account = directory.account(key);
        return account !== undefined && directory.sessionGeneration(account) === generation ? [account] : [];
      });
      return { id, accounts, clientIds: kept.clientIds };
    },
    signIn: (session, account) => {
      const id = session?.id ?? crypto.randomUUID();
      const others = (session?.accounts ?? []).filter((one) => accountKey(one) !== accountKey(account));
      const accounts = [...others, account].map((one) => ({
        key: accountKey(one),
        generation: directory.sessionGeneration(one),
      }));
      sessions.set(id, { accounts, clientIds: session?.clientIds ?? [] });
      return id;
    },
    visited: (id, clientId) => {
      const kept = sessions.get(id);
      if (kept !== undefined) sessions.set(id, { ...kept, clientIds: [...new Set([...kept.clientIds, clientId])] });
    },
    end: (id = '') => sessions.delete(id),
    reset: () => sessions.clear(),
  };
}
