import { randomBytes } from 'node:crypto';
import type { SecretClient } from '@azure/keyvault-secrets';

/** Names of the portal's secrets in the vault; the app's settings refer to them. */
export const SESSION_KEY = 'portal-session-key';
export const CLIENT_SECRET = 'portal-oidc-client-secret';

/** A role that was just assigned is not known everywhere at once: up to 10 minutes, by Azure's own word. */
const TRIES = 60;

export interface PortalSecretsOptions {
  readonly vault: SecretClient;
  /** What the card system's provider gave; `undefined` leaves what is there. */
  readonly clientSecret: string | undefined;
  readonly dryRun: boolean;
  say(line: string): void;
  /** Waits before the next try when the vault does not know us yet. */
  pause(): Promise<void>;
}

/**
 * Makes the key that seals the portal's cookies, once, and stores the portal's client secret. Neither is printed, and
 * no value in the vault is read: whether a secret is there is seen by its versions.
 */
export async function putPortalSecrets(options: PortalSecretsOptions): Promise<void> {
  const { vault, clientSecret, dryRun, say } = options;
  const put = async (name: string, value: string) => {
    if (!dryRun) await vault.setSecret(name, value);
    say(`${name}: ${dryRun ? 'would be written' : 'written'}`);
  };

  if (await onceAllowed(options, () => isThere(vault, SESSION_KEY))) say(`${SESSION_KEY}: is there, stays`);
  else await put(SESSION_KEY, randomBytes(32).toString('base64'));

  if (clientSecret !== undefined) await put(CLIENT_SECRET, clientSecret);
  else if (await isThere(vault, CLIENT_SECRET)) say(`${CLIENT_SECRET}: is there, stays`);
  else say(`${CLIENT_SECRET}: is missing; the app does not start without it. docs/deploying.md says how to enter it.`);
}

async function isThere(vault: SecretClient, name: string): Promise<boolean> {
  try {
    for await (const version of vault.listPropertiesOfSecretVersions(name)) if (version.enabled !== false) return true;
    return false;
  } catch (failure) {
    // unverified: what the service answers for a name that never was, an empty list or 404.
    if (hasStatus(failure, 404)) return false;
    throw failure;
  }
}

async function onceAllowed<T>({ say, pause }: PortalSecretsOptions, look: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await look();
    } catch (failure) {
      if (!hasStatus(failure, 403) || tries === TRIES) throw failure;
      if (tries === 1) say('The vault does not allow it yet. A new role takes minutes to be known: trying again.');
      await pause();
    }
  }
}

function hasStatus(failure: unknown, status: number): boolean {
  return failure instanceof Error && 'statusCode' in failure && failure.statusCode === status;
}
