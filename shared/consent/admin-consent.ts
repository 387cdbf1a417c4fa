import { type ActivityLog, recordActivity } from '../audit/activity.ts';
import type { Capability } from '../capability.ts';
import { type Clock, HOUR } from '../clock.ts';
import { type AnswerRefusal, type AttemptStore, beginAttempt, beginSignIn } from '../identity/attempt.ts';
import type { SignInCause } from '../identity/entra-error-codes.ts';
import { type MailboxSignIn, TokenFailure } from '../identity/mailbox-sign-in.ts';
import { explainTokenFailure } from '../identity/sign-in-error.ts';
import { instant, type OrganizationId, type TenantId } from '../ids.ts';
import type { Connection, ConsentLink } from '../organizations/organization.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { EventLog } from '../telemetry/log.ts';
import type { ConsentLinkStore } from './consent-link-store.ts';
import { readTypedTenant, type TypedTenant } from './typed-tenant.ts';

/** The ports that are needed to ask for a consent and to prove it. */
export interface ConsentDependencies {
  readonly clock: Clock;
  readonly organizations: OrganizationStore;
  readonly attempts: AttemptStore;
  readonly consentLinks: ConsentLinkStore;
  /** `undefined` for a capability whose app registration is not configured (PRODUCT A5). */
  readonly signInFor: (capability: Capability) => MailboxSignIn | undefined;
  readonly consentCallbackUri: string;
  readonly proofCallbackUri: string;
  /** The address of one-time links, to which the token of a link is appended. */
  readonly consentLinkUri: string;
  /** Ids of Entra role templates. Whoever proves a consent must have one of these roles. */
  readonly acceptedRoles: readonly string[];
  readonly activity: ActivityLog;
  readonly log: EventLog;
}

/** Why a connection was not made (PRODUCT A4). Each code has its own explanation on the screen. */
export type ConsentFailureCode =
  | SignInCause
  | AnswerRefusal
  | 'came-unasked'
  | 'not-administrator'
  | 'roles-not-told'
  | 'other-tenant'
  | 'not-granted'
  | 'already-connected'
  | 'overtaken';

/** The connection that a callback from Microsoft is about, and who began the consent. */
export interface ConsentSubject {
  readonly organizationId: OrganizationId;
  readonly capability: Capability;
  readonly tenantId: TenantId;
  readonly generation: number;
  /** The administrator who asked; `null` for somebody who used a one-time link. */
  readonly actor: string | null;
  /**
   * Hash of the one-time link that was used. A consent begun with a link that was revoked or replaced has no effect.
   */
  readonly consentLink: string | null;
}

/** The reason why no consent was begun. */
export type NotBegun =
  | Exclude<TypedTenant, { kind: 'tenant' }>
  | { readonly kind: 'unknown-tenant'; readonly tenantId: TenantId }
  | { readonly kind: 'capability-off' | 'already-connected' };

export interface Redirect {
  readonly kind: 'redirect';
  readonly url: string;
}

export interface ConsentFailed {
  readonly kind: 'failed';
  readonly code: ConsentFailureCode;
  readonly aadsts: string | undefined;
  readonly correlationId: string | undefined;
  /** `undefined` when the callback answers no attempt of this browser. */
  readonly subject: ConsentSubject | undefined;
  /** Whose attempt it was that another browser answered, as far as that is known. */
  readonly begunBy?: OrganizationId | undefined;
}

/** Milliseconds that a consent may take before it has to be asked for again (PRODUCT A4). */
export const CONSENT_TIMEOUT = HOUR;

/**
 * Reads what an administrator typed: the tenant, if it exists, and the app registration to ask with. The tenant is
 * checked here because Microsoft's error page for an unknown tenant has no link back.
 */
export async function readRequest(
  deps: ConsentDependencies,
  capability: Capability,
  typedTenant: string,
): Promise<{ kind: 'valid'; tenantId: TenantId; signIn: MailboxSignIn } | NotBegun> {
  const signIn = deps.signInFor(capability);
  if (signIn === undefined) return { kind: 'capability-off' };
  const typed = readTypedTenant(typedTenant);
  if (typed.kind !== 'tenant') return typed;
  const { tenantId } = typed;
  const exists = await signIn.tenantExists(tenantId);
  return exists ? { kind: 'valid', tenantId, signIn } : { kind: 'unknown-tenant', tenantId };
}

/**
 * Has the connection wait for the consent of this tenant, and answers its generation. `undefined` when there is nothing
 * to wait for: an existing connection waits for no consent. If the consent of an existing connection was lost, the
 * connection stays as it is, and only a consent of the same tenant is accepted.
 */
export async function awaitConsent(
  deps: ConsentDependencies,
  organizationId: OrganizationId,
  capability: Capability,
  tenantId: TenantId,
  life: { readonly milliseconds: number; readonly consentLink?: ConsentLink },
): Promise<number | undefined> {
  const now = deps.clock.now();
  const changed = await deps.organizations.change(organizationId, (organization) => {
    const connection = organization?.[capability];
    if (organization === undefined || connection === undefined || organization.erasure !== null) return undefined;
    const waiting = waitingFor(connection, tenantId, now, life);
    return waiting && { ...organization, [capability]: waiting };
  });
  return changed?.after[capability].generation;
}

function waitingFor(
  connection: Connection,
  tenantId: TenantId,
  now: Date,
  life: { readonly milliseconds: number; readonly consentLink?: ConsentLink },
): Connection | undefined {
  const former = connection.state !== 'off' && connection.tenantId === tenantId ? connection : undefined;
  const consentLink = life.consentLink ?? former?.consentLink;
  const kept = consentLink === undefined ? {} : { consentLink };
  if (connection.state === 'connected') {
    return former === undefined || connection.missing === undefined ? undefined : { ...connection, ...kept };
  }
  const ends = [instant(now.getTime() + life.milliseconds), consentLink?.until].filter((end) => end !== undefined);
  return {
    state: 'waiting',
    generation: connection.generation,
    tenantId,
    since: instant(now),
    until: ends.reduce((latest, end) => (end > latest ? end : latest)),
    failure: null,
    ...kept,
  };
}

/**
 * Sends the browser to the consent page of the tenant (PRODUCT A2).
 *
 * @param browser hash of the session or cookie of this browser; the callback has to come from the same browser
 */
export async function sendToConsent(
  deps: ConsentDependencies,
  signIn: MailboxSignIn,
  subject: ConsentSubject,
  browser: string,
): Promise<Redirect> {
  const state = await beginAttempt(deps, browser, CONSENT_TIMEOUT, { kind: 'consent', ...subject });
  const redirectUri = deps.consentCallbackUri;
  return { kind: 'redirect', url: signIn.adminConsentUrl({ tenantId: subject.tenantId, state, redirectUri }) };
}

/**
 * Sends the browser to the sign-in that proves a consent (PRODUCT A3).
 *
 * @param browser as in `sendToConsent`
 */
export async function sendToProof(
  deps: ConsentDependencies,
  signIn: MailboxSignIn,
  subject: ConsentSubject,
  browser: string,
  { pickAccount }: { readonly pickAccount: boolean },
): Promise<Redirect | ConsentFailed> {
  const { tenantId } = subject;
  const redirectUri = deps.proofCallbackUri;
  const proof = await beginSignIn(deps, browser, { kind: 'proof', ...subject });
  try {
    const url = await signIn.proofUrl({ ...proof, tenantId, redirectUri, pickAccount });
    return { kind: 'redirect', url };
  } catch (failure) {
    return fail(deps, subject, explainProofFailure(failure));
  }
}

/** The failure code for a failed token request. Failures of other kinds are thrown on. */
export function explainProofFailure(failure: unknown): Omit<ConsentFailed, 'subject'> {
  if (!(failure instanceof TokenFailure)) throw failure;
  return { kind: 'failed', ...explainTokenFailure(failure) };
}

/** Stores why a consent failed, for the screen. The connection keeps waiting for the consent. */
export async function fail(
  deps: ConsentDependencies,
  subject: ConsentSubject,
  failure: Omit<ConsentFailed, 'subject'>,
): Promise<ConsentFailed> {
  const { organizationId, capability } = subject;
  const { code, aadsts = null, correlationId = null } = failure;
  const at = instant(deps.clock.now());
  await deps.organizations.change(organizationId, (organization) => {
    const connection = organization?.[capability];
    if (organization === undefined || connection?.state !== 'waiting') return undefined;
    if (isOvertaken(connection, subject)) return undefined;
    return { ...organization, [capability]: { ...connection, failure: { code, at, aadsts, correlationId } } };
  });
  deps.log.record('consent-failed', { organizationId, code });
  await recordActivity(deps, { organizationId }, 'consent-failed', { actor: subject.actor, detail: code });
  return { ...failure, subject };
}

/** Whether an attempt is outdated: the tenant, the connection's generation or the one-time link has changed since. */
export function isOvertaken(
  connection: Exclude<Connection, { state: 'off' }>,
  { tenantId, generation, consentLink }: ConsentSubject,
): boolean {
  if (connection.tenantId !== tenantId || connection.generation !== generation) return true;
  return consentLink !== null && connection.consentLink?.id !== consentLink;
}

/** A failure that this service found itself, without an error of Microsoft. */
export function failed(code: ConsentFailureCode): Omit<ConsentFailed, 'subject'> {
  return { kind: 'failed', code, aadsts: undefined, correlationId: undefined };
}
