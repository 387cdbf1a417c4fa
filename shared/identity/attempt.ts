import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { capabilitySchema } from '../capability.ts';
import { type Clock, MINUTE } from '../clock.ts';
import { folderIdSchema, instant, instantSchema, organizationIdSchema, tenantIdSchema, userIdSchema } from '../ids.ts';

const base = {
  /** Hash of the state value; the value itself is only in the browser. */
  id: z.string(),
  /** Hash of the browser's binding: the session, or before sign-in a cookie made for this attempt. */
  browser: z.string(),
  expiresAt: instantSchema,
};
const oidc = { nonce: z.string(), codeVerifier: z.string() };
const forOrganization = {
  organizationId: organizationIdSchema,
  tenantId: tenantIdSchema,
  /** The connection's generation when the attempt began; a callback from before a disconnect does nothing after it. */
  generation: z.number().int(),
};
const forConsent = {
  ...forOrganization,
  capability: capabilitySchema,
  /** The administrator who asked; `null` for somebody who came by a one-time link. */
  actor: z.string().nullable(),
  /** Hash of the one-time link that it came by. */
  consentLink: z.string().nullable().default(null),
};

/** A folder of an earlier link that was in the way, and the account in whose mailbox it is. */
const folderConflict = { folderId: folderIdSchema, objectId: z.string() };

/** What a person chose to do with a folder of an earlier link (PRODUCT B3). */
const folderChoiceSchema = z.object({ what: z.enum(['take-over', 'rename']), ...folderConflict });
export type FolderChoice = z.infer<typeof folderChoiceSchema>;

/** Something that was sent out (to a sign-in page, or as a question) and may come back once: what it was for, and what the answer must match. */
export const attemptSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sign-in'), ...base, ...oidc, returnTo: z.string() }),
  z.object({ kind: z.literal('consent'), ...base, ...forConsent }),
  z.object({ kind: z.literal('proof'), ...base, ...oidc, ...forConsent }),
  z.object({
    kind: z.literal('link'),
    ...base,
    ...oidc,
    ...forOrganization,
    userId: userIdSchema,
    choice: folderChoiceSchema.nullable().default(null),
  }),
  z.object({
    kind: z.literal('folder-question'),
    ...base,
    ...forOrganization,
    userId: userIdSchema,
    ...folderConflict,
  }),
]);
export type Attempt = z.infer<typeof attemptSchema>;
export type AttemptKind = Attempt['kind'];
export type AttemptOf<Kind extends AttemptKind> = Extract<Attempt, { kind: Kind }>;

export interface AttemptStore {
  save(attempt: Attempt): Promise<void>;
  /** Hands the attempt out and forgets it, so that it can be used once, by one. */
  take(id: string): Promise<Attempt | undefined>;
}

/** 256 random bits, as text that fits a URL. */
export function randomText(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored instead of a value that only the browser may know. */
export function hashOf(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}

/** The PKCE challenge of a verifier (RFC 7636, S256). */
export function challengeOf(codeVerifier: string): string {
  return hashOf(codeVerifier);
}

/** How long somebody has for a sign-in. */
export const SIGN_IN_TIMEOUT = 15 * MINUTE;

interface AttemptDependencies {
  readonly attempts: AttemptStore;
  readonly clock: Clock;
}

type Without<T, Keys extends PropertyKey> = T extends unknown ? Omit<T, Keys> : never;
type Begun = keyof typeof base;
type SignInAttempt = Extract<Attempt, { nonce: string }>;

/**
 * Remembers something that is about to be sent out, for one answer.
 *
 * @param browser hash of what the browser holds of ours; the answer has to come back with it
 * @param timeout in milliseconds
 * @returns the state that the answer has to bring back
 */
export async function beginAttempt(
  { attempts, clock }: AttemptDependencies,
  browser: string,
  timeout: number,
  attempt: Without<Attempt, Begun>,
): Promise<string> {
  const state = randomText();
  const expiresAt = instant(clock.now().getTime() + timeout);
  await attempts.save({ ...attempt, id: hashOf(state), browser, expiresAt });
  return state;
}

/**
 * Begins an OpenID Connect round trip, with state, nonce and PKCE. Whoever does not come back within `SIGN_IN_TIMEOUT`
 * begins anew.
 *
 * @param browser as for `beginAttempt`
 * @returns what goes into the address of the sign-in
 */
export async function beginSignIn(
  deps: AttemptDependencies,
  browser: string,
  attempt: Without<SignInAttempt, Begun | keyof typeof oidc>,
): Promise<{ readonly state: string; readonly nonce: string; readonly codeChallenge: string }> {
  const nonce = randomText();
  const codeVerifier = randomText();
  const state = await beginAttempt(deps, browser, SIGN_IN_TIMEOUT, { ...attempt, nonce, codeVerifier });
  return { state, nonce, codeChallenge: challengeOf(codeVerifier) };
}

/**
 * The attempt that this state stands for, if it is of this kind, unexpired, and came back to the browser that it left
 * from. Whatever the answer, the state is used up.
 *
 * @param bindings what this browser holds of ours: the session, or the cookie of an attempt without one
 */
export async function takeAttempt<Kind extends AttemptKind>(
  attempts: AttemptStore,
  kind: Kind,
  state: string | undefined,
  bindings: readonly (string | undefined)[],
  now: Date,
): Promise<AttemptOf<Kind> | undefined> {
  const browsers = bindings.filter((binding) => binding !== undefined).map(hashOf);
  if (state === undefined || browsers.length === 0) return undefined;
  const attempt = await attempts.take(hashOf(state));
  if (attempt === undefined || !isKind(attempt, kind)) return undefined;
  if (Date.parse(attempt.expiresAt) <= now.getTime() || !browsers.includes(attempt.browser)) return undefined;
  return attempt;
}

function isKind<Kind extends AttemptKind>(attempt: Attempt, kind: Kind): attempt is AttemptOf<Kind> {
  return attempt.kind === kind;
}
