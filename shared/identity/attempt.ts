import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { capabilitySchema } from '../capability.ts';
import { type Clock, HOUR, MINUTE } from '../clock.ts';
import { folderIdSchema, instant, instantSchema, organizationIdSchema, tenantIdSchema, userIdSchema } from '../ids.ts';

const base = {
  /** Hash of the OAuth `state`; only the browser has the value itself. */
  id: z.string(),
  /** Hash of the binding to the browser: that of the session or, without one, of a cookie made for this attempt. */
  browser: z.string(),
  expiresAt: instantSchema,
  /** When it was answered. */
  usedAt: instantSchema.optional(),
};
const oidc = { nonce: z.string(), codeVerifier: z.string() };
const forOrganization = {
  organizationId: organizationIdSchema,
  tenantId: tenantIdSchema,
  /**
   * Generation of the connection at the start of the attempt; a callback that arrives after a disconnect has an old
   * one and is ignored.
   */
  generation: z.number().int(),
};
const forConsent = {
  ...forOrganization,
  capability: capabilitySchema,
  /** The administrator who started it; `null` for a visitor with a one-time link. */
  actor: z.string().nullable(),
  /** Hash of the one-time link with which it was started. */
  consentLink: z.string().nullable().default(null),
};

/** A folder of an earlier link that has the name, and the object id of the account whose mailbox holds it. */
const folderConflict = { folderId: folderIdSchema, objectId: z.string() };

/** The person's decision about the folder of an earlier link (PRODUCT B3). */
const folderChoiceSchema = z.object({ what: z.enum(['take-over', 'rename']), ...folderConflict });
export type FolderChoice = z.infer<typeof folderChoiceSchema>;

/**
 * An attempt (docs/glossary.md): an OAuth round trip or a question that may be answered once, with its purpose and
 * what the answer must match.
 */
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
    /** Object id of the account that the person confirmed, though it is not that of the portal. */
    confirmed: z.string().optional(),
  }),
  z.object({
    kind: z.literal('account-question'),
    ...base,
    ...forOrganization,
    userId: userIdSchema,
    objectId: z.string(),
    /** As in `MicrosoftIdentity`. */
    accountHint: z.string().optional(),
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

/**
 * Milliseconds that an attempt is known after it has expired, used or not, so that a late or repeated answer can be
 * explained.
 */
export const ATTEMPT_KEPT = HOUR;

export interface AttemptStore {
  save(attempt: Attempt): Promise<void>;
  /** The attempt, until `ATTEMPT_KEPT` after it has expired. */
  read(id: string): Promise<Attempt | undefined>;
  /**
   * Marks the attempt as used, and returns it as it was before. Atomic: of many that take it, one gets it without
   * `usedAt`.
   */
  take(id: string): Promise<Attempt | undefined>;
}

/** 256 random bits in base64url. */
export function randomText(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 in base64url; stored instead of values that only the browser may know. */
export function hashOf(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}

/** The PKCE challenge of a verifier (RFC 7636, S256). */
export function challengeOf(codeVerifier: string): string {
  return hashOf(codeVerifier);
}

/** Time for a person to complete a sign-in, in milliseconds. */
export const SIGN_IN_TIMEOUT = 15 * MINUTE;

/** The browser that brings an answer. */
export interface AnsweringBrowser {
  /** What binds it to attempts: the cookies of those that it began, and its session. */
  readonly bindings: readonly string[];
  /** Whether it sent any cookie of ours. */
  readonly keepsCookies: boolean;
}

/**
 * Why an answer is not taken: the attempt was answered before in this browser, the browser keeps no cookies of ours, it
 * is not the one that began, the answer is late, or nothing is known of such an attempt.
 */
const ANSWER_REFUSALS = ['already-done', 'no-cookies', 'other-browser', 'expired', 'unknown'] as const;
export type AnswerRefusal = (typeof ANSWER_REFUSALS)[number];

export function isAnswerRefusal(code: string): code is AnswerRefusal {
  return ANSWER_REFUSALS.some((known) => known === code);
}

/** An attempt that may go on, or why not; then the attempt, where it is known, only says where its person was heading. */
export type Taken<Kind extends AttemptKind> =
  | { readonly kind: 'taken'; readonly attempt: AttemptOf<Kind> }
  | { readonly kind: 'refused'; readonly why: AnswerRefusal; readonly attempt: AttemptOf<Kind> | undefined };

interface AttemptDependencies {
  readonly attempts: AttemptStore;
  readonly clock: Clock;
}

type Without<T, Keys extends PropertyKey> = T extends unknown ? Omit<T, Keys> : never;
type Begun = keyof typeof base;
type SignInAttempt = Extract<Attempt, { nonce: string }>;

/**
 * Stores a new attempt that can be answered once.
 *
 * @param browser hash of what binds the browser, which the answer has to match
 * @param timeout in milliseconds
 * @returns the `state` that the answer has to contain
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
 * Starts an OpenID Connect round trip with state, nonce and PKCE. It expires after `SIGN_IN_TIMEOUT`.
 *
 * @param browser as for `beginAttempt`
 * @returns the parameters of the authorization request
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
 * Takes the attempt of this state, if it is of this kind, was begun in this browser, was not answered yet and has not
 * expired. The state is used up in every case, unless the browser has nothing that binds it to any attempt.
 */
export async function takeAttempt<Kind extends AttemptKind>(
  attempts: AttemptStore,
  kind: Kind,
  state: string,
  { bindings, keepsCookies }: AnsweringBrowser,
  now: Date,
): Promise<Taken<Kind>> {
  const id = hashOf(state);
  const attempt = await (bindings.length === 0 ? attempts.read(id) : attempts.take(id));
  if (attempt === undefined || !isKind(attempt, kind)) return { kind: 'refused', why: 'unknown', attempt: undefined };
  const refused = (why: AnswerRefusal): Taken<Kind> => ({ kind: 'refused', why, attempt });
  if (!keepsCookies) return refused('no-cookies');
  if (!bindings.map(hashOf).includes(attempt.browser)) return refused('other-browser');
  if (attempt.usedAt !== undefined) return refused('already-done');
  if (Date.parse(attempt.expiresAt) <= now.getTime()) return refused('expired');
  return { kind: 'taken', attempt };
}

function isKind<Kind extends AttemptKind>(attempt: Attempt, kind: Kind): attempt is AttemptOf<Kind> {
  return attempt.kind === kind;
}
