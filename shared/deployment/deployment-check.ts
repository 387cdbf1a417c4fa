import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { type Clock, SECOND } from '../clock.ts';

/** What a deployment depends on, in the order in which it is shown. */
export const DEPENDENCIES = [
  'database',
  'vault',
  'queues',
  'timer',
  'entra',
  'graph',
  'cards',
  'mail',
  'address',
  'clock',
] as const;
export type Dependency = (typeof DEPENDENCIES)[number];

/** Why a check failed. */
export type CheckCause =
  /** The app's identity lacks a role, or its credential is not accepted. */
  | 'refused'
  /** The app has no identity, or cannot get a token for it. */
  | 'no-identity'
  | 'not-there'
  | 'throttled'
  | 'unreachable'
  | 'too-long'
  /** The functions host has not called the timer lately. */
  | 'late'
  /** The address leads to something else than this app. */
  | 'other-app'
  | 'skewed'
  | 'unknown';

/** The result of one check. `skipped`: there is nothing to check, since it is not set up. */
export type Finding = { readonly dependency: Dependency } & (
  | { readonly state: 'good' | 'skipped' }
  | { readonly state: 'failed'; readonly cause: CheckCause; readonly code: string }
);

/** Does nothing but check; answers `skipped` when there is nothing to check, and fails otherwise. */
type Check = () => Promise<'good' | 'skipped'>;
export type Checks = Readonly<Record<Dependency, Check>>;

/** A check found what it looked for, but not as it should be. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';
  readonly found: CheckCause;

  constructor(found: CheckCause) {
    super(`The check of the deployment found: ${found}. The page of the check says what mends it.`);
    this.found = found;
  }
}

/** Timeout of one check in milliseconds. The vault takes some seconds until a deleted secret can be purged. */
const CHECK_TIMEOUT = 25 * SECOND;

/** Runs all checks at the same time. Never fails. @param timeout of one check, in milliseconds */
export function checkDeployment(checks: Checks, timeout: number = CHECK_TIMEOUT): Promise<readonly Finding[]> {
  return Promise.all(DEPENDENCIES.map((dependency) => find(dependency, checks[dependency], timeout)));
}

async function find(dependency: Dependency, check: Check, timeout: number): Promise<Finding> {
  const ended = new AbortController();
  const tooLong = sleep(timeout, undefined, { signal: ended.signal, ref: false }).then(() => {
    throw new CheckFailure('too-long');
  });
  try {
    return { dependency, state: await Promise.race([check(), tooLong]) };
  } catch (failure) {
    return { dependency, state: 'failed', ...causeOf(failure) };
  } finally {
    ended.abort();
    tooLong.catch(() => undefined);
  }
}

const failureSchema = z.object({
  name: z.string().catch('unknown'),
  /** HTTP status of Azure's clients; the Cosmos DB client puts it into `code`. */
  statusCode: z.number().optional().catch(undefined),
  code: z.union([z.number(), z.string()]).optional().catch(undefined),
  /** Of a token failure. */
  blame: z.string().optional().catch(undefined),
});

const NO_IDENTITY = new Set(['CredentialUnavailableError', 'AuthenticationError', 'ChainedTokenCredentialError']);

/** The cause and a code for the log and for whoever is asked for help. The message is dropped: it may quote anything. */
function causeOf(failure: unknown): { readonly cause: CheckCause; readonly code: string } {
  if (failure instanceof CheckFailure) return { cause: failure.found, code: failure.found };
  const { name, statusCode, code, blame } = failureSchema.parse(failure instanceof Object ? failure : {});
  const status = statusCode ?? (typeof code === 'number' ? code : undefined);
  const shown = String(status ?? code ?? name);
  if (NO_IDENTITY.has(name) || code === 'managed_identity') return { cause: 'no-identity', code: shown };
  if (blame === 'ours') return { cause: 'refused', code: shown };
  switch (status) {
    case 401:
    case 403:
      return { cause: 'refused', code: shown };
    case 404:
      return { cause: 'not-there', code: shown };
    case 429:
      return { cause: 'throttled', code: shown };
    case undefined:
      return { cause: isOfTheNetwork(name, code) ? 'unreachable' : 'unknown', code: shown };
    default:
      return { cause: status >= 500 ? 'unreachable' : 'unknown', code: shown };
  }
}

function isOfTheNetwork(name: string, code: unknown): boolean {
  // `fetch` fails with a TypeError when nobody answers.
  return name === 'TypeError' || /^E[A-Z]+$|^REQUEST_SEND_ERROR$|^TimeoutError$|network/.test(String(code ?? name));
}

/** How far the clock may be off in milliseconds: Microsoft refuses what is signed five minutes in the future. */
const MAX_SKEW = 60 * SECOND;

/** Compares the clock with the `Date` of an answer. Fails with `CheckFailure`. */
export function compareClock(clock: Clock, date: string | null): void {
  const there = Date.parse(date ?? '');
  if (Number.isNaN(there)) throw new CheckFailure('unknown');
  if (Math.abs(clock.now().getTime() - there) > MAX_SKEW) throw new CheckFailure('skewed');
}
