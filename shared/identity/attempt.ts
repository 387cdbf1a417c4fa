import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { instantSchema, organizationIdSchema, tenantIdSchema, userIdSchema } from '../ids.ts';
import { capabilitySchema } from '../organizations/organization.ts';

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
  userId: userIdSchema,
  tenantId: tenantIdSchema,
  /** The connection's generation when the attempt began; a callback from before a disconnect does nothing after it. */
  generation: z.number().int(),
};

/** Something that was sent to a sign-in page and may come back once: what it was for, and what the answer must match. */
export const attemptSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sign-in'), ...base, ...oidc, returnTo: z.string() }),
  z.object({ kind: z.literal('consent'), ...base, ...forOrganization, capability: capabilitySchema }),
  z.object({ kind: z.literal('proof'), ...base, ...oidc, ...forOrganization, capability: capabilitySchema }),
  z.object({ kind: z.literal('link'), ...base, ...oidc, ...forOrganization }),
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

/**
 * The attempt that this state stands for, if it is of this kind, unexpired, and came back to the browser that it left
 * from. Whatever the answer, the state is used up.
 */
export async function takeAttempt<Kind extends AttemptKind>(
  attempts: AttemptStore,
  kind: Kind,
  state: string | undefined,
  browser: string | undefined,
  now: Date,
): Promise<AttemptOf<Kind> | undefined> {
  if (state === undefined || browser === undefined) return undefined;
  const attempt = await attempts.take(hashOf(state));
  if (attempt === undefined || !isKind(attempt, kind)) return undefined;
  if (Date.parse(attempt.expiresAt) <= now.getTime() || attempt.browser !== hashOf(browser)) return undefined;
  return attempt;
}

function isKind<Kind extends AttemptKind>(attempt: Attempt, kind: Kind): attempt is AttemptOf<Kind> {
  return attempt.kind === kind;
}
