import { randomBytes } from 'node:crypto';
import type { SecretClient } from '@azure/keyvault-secrets';
import { OutOfReach } from './vault-client.ts';

/** Names of the portal's secrets in the vault; the app's settings refer to them. */
export const SESSION_KEY = 'portal-session-key';
export const CLIENT_SECRET = 'portal-oidc-client-secret';

/** A role that was just assigned is not known everywhere at once: up to 10 minutes, by Azure's own word. */
const TRIES = 60;

export interface PortalSecretsOptions {
  readonly vault: SecretClient;
  /** Whether the card system's provider signs people in. A company's own tenant gives no secret. */
  readonly needsClientSecret: boolean;
  /** What the card system's provider gave; `undefined` leaves what is there. */
  readonly clientSecret: string | undefined;
  readonly dryRun: boolean;
  say(line: string): void;
  /** Waits before the next try when the vault does not know us yet. */
  pause(): Promise<void>;
  /** Has the app fetch what its settings refer to. Otherwise it keeps for up to a day what it knows, or that nothing was there. */
  refresh(): Promise<void>;
}

/**
 * Makes the key that seals the portal's cookies, once, and stores the portal's client secret, if it has one. Neither is printed, and
 * no value in the vault is read: whether a secret is there is seen by its versions.
 *
 * @returns whether the vault could be reached from here. If not, nothing was done, and it was said what to do.
 */
export async function putPortalSecrets(options: PortalSecretsOptions): Promise<boolean> {
  const { vault, needsClientSecret, clientSecret, dryRun, say, refresh } = options;
  let written = 0;
  const put = async (name: string, value: string) => {
    if (!dryRun) {
      await vault.setSecret(name, value);
      written += 1;
    }
    say(`${name}: ${dryRun ? 'would be written' : 'written'}`);
  };

  const hasKey = await onceAllowed(options, () => isThere(vault, SESSION_KEY));
  if (hasKey === 'out of reach') {
    say('The vault answers in the network of the app only (PRIVATE_ENDPOINTS), so nothing was written.');
    say('Run this script from a machine in that network; docs/deploying.md says how. The app does not start before.');
    return false;
  }
  if (hasKey) say(`${SESSION_KEY}: is there, stays`);
  else await put(SESSION_KEY, randomBytes(32).toString('base64'));

  if (clientSecret !== undefined) await put(CLIENT_SECRET, clientSecret);
  else if (needsClientSecret && (await isThere(vault, CLIENT_SECRET))) say(`${CLIENT_SECRET}: is there, stays`);
  else if (needsClientSecret)
    say(`${CLIENT_SECRET}: is missing; the app does not start without it. docs/deploying.md says how to enter it.`);

  if (written > 0) await refresh();
  return true;
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

/** A vault says 403 to a role that it does not know yet, which passes, and to a network that it does not let in, which stays. */
async function onceAllowed<T>(
  { say, pause }: PortalSecretsOptions,
  look: () => Promise<T>,
): Promise<T | 'out of reach'> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await look();
    } catch (failure) {
      if (failure instanceof OutOfReach) return 'out of reach';
      if (!hasStatus(failure, 403) || tries === TRIES) throw failure;
      if (tries === 1) say('The vault does not allow it yet. A new role takes minutes to be known: trying again.');
      await pause();
    }
  }
}

function hasStatus(failure: unknown, status: number): boolean {
  return failure instanceof Error && 'statusCode' in failure && failure.statusCode === status;
}
