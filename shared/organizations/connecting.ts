import { type Clock, HOUR, MINUTE } from '../clock.ts';
import { type AttemptStore, challengeOf, hashOf, randomText, takeAttempt } from '../identity/attempt.ts';
import { type MailboxSignIn, TokenFailure } from '../identity/mailbox-sign-in.ts';
import type { Session } from '../identity/session.ts';
import { explainSignInError, readSignInError, type SignInErrorCode } from '../identity/sign-in-error.ts';
import { instant, type OrganizationId, type TenantId, tenantIdSchema } from '../ids.ts';
import type { ActivityLog } from '../telemetry/activity.ts';
import type { EventLog } from '../telemetry/log.ts';
import type { Capability, Organization } from './organization.ts';
import type { OrganizationStore } from './organization-store.ts';

/** What connecting touches outside itself. */
export interface ConnectingWorld {
  readonly clock: Clock;
  readonly organizations: OrganizationStore;
  readonly attempts: AttemptStore;
  /** `undefined` for a capability whose app registration is not set (PRODUCT A5). */
  readonly signInFor: (capability: Capability) => MailboxSignIn | undefined;
  readonly consentCallbackUri: string;
  readonly proofCallbackUri: string;
  /** Role template ids; one of them must be in the proof. */
  readonly acceptedRoles: readonly string[];
  readonly activity: ActivityLog;
  readonly log: EventLog;
}

/** Why a connection did not come about (PRODUCT A4). Each has its own explanation on the screen. */
export type ConsentFailureCode =
  | SignInErrorCode
  | 'not-ours'
  | 'not-administrator'
  | 'other-tenant'
  | 'not-granted'
  | 'overtaken';

export type ConnectStart =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'invalid-tenant' }
  | { readonly kind: 'capability-off' }
  | { readonly kind: 'already-connected' };

export type ConnectStep =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'connected'; readonly capability: Capability }
  | {
      readonly kind: 'failed';
      readonly code: ConsentFailureCode;
      readonly aadsts: string | undefined;
      readonly correlationId: string | undefined;
    };

/** How long a consent may take before it has to be asked for again. */
const CONSENT_LIFE = HOUR;
const PROOF_LIFE = 15 * MINUTE;

/** PRODUCT A1, A2: remembers the tenant, and sends the administrator to that tenant's consent page. */
export async function startConnecting(
  world: ConnectingWorld,
  session: Session,
  capability: Capability,
  typedTenant: string,
): Promise<ConnectStart> {
  const signIn = world.signInFor(capability);
  if (signIn === undefined) return { kind: 'capability-off' };
  const tenant = tenantIdSchema.safeParse(typedTenant.trim());
  if (!tenant.success) return { kind: 'invalid-tenant' };

  const { organizationId, userId } = session.person;
  const now = world.clock.now();
  const until = instant(now.getTime() + CONSENT_LIFE);
  const changed = await world.organizations.change(organizationId, (organization) => {
    const connection = organization?.[capability];
    if (organization === undefined || connection === undefined || connection.state === 'connected') return undefined;
    const { generation } = connection;
    return {
      ...organization,
      [capability]: { state: 'waiting', generation, tenantId: tenant.data, since: instant(now), until, failure: null },
    };
  });
  if (changed === undefined) return { kind: 'already-connected' };

  const state = randomText();
  await world.attempts.save({
    kind: 'consent',
    id: hashOf(state),
    browser: hashOf(session.id),
    expiresAt: until,
    organizationId,
    userId,
    tenantId: tenant.data,
    generation: changed[capability].generation,
    capability,
  });
  await record(world, session, 'consent-asked', null);
  return {
    kind: 'redirect',
    url: signIn.adminConsentUrl({ tenantId: tenant.data, state, redirectUri: world.consentCallbackUri }),
  };
}

/**
 * The consent page sent somebody back. Whatever the parameters say, nothing is believed yet: an error is explained, and
 * anything else leads to a sign-in that proves it (PRODUCT A3). An error callback carries `admin_consent=True` as well.
 */
export async function continueAfterConsent(
  world: ConnectingWorld,
  session: Session,
  query: URLSearchParams,
): Promise<ConnectStep> {
  const now = world.clock.now();
  const attempt = await takeAttempt(world.attempts, 'consent', query.get('state') ?? undefined, session.id, now);
  const signIn = attempt === undefined ? undefined : world.signInFor(attempt.capability);
  if (attempt === undefined || signIn === undefined) return notOurs();
  const { organizationId, userId, tenantId, generation, capability } = attempt;

  const error = readSignInError(query);
  if (error !== undefined) return fail(world, session, capability, { kind: 'failed', ...error });
  const genuine = query.get('admin_consent')?.toLowerCase() === 'true';
  if (!genuine) return fail(world, session, capability, failed('not-granted'));
  const returnedTenant = query.get('tenant')?.toLowerCase();
  if (returnedTenant !== undefined && returnedTenant !== tenantId) {
    return fail(world, session, capability, failed('other-tenant'));
  }

  const state = randomText();
  const nonce = randomText();
  const codeVerifier = randomText();
  await world.attempts.save({
    kind: 'proof',
    id: hashOf(state),
    browser: hashOf(session.id),
    expiresAt: instant(now.getTime() + PROOF_LIFE),
    nonce,
    codeVerifier,
    organizationId,
    userId,
    tenantId,
    generation,
    capability,
  });
  const codeChallenge = challengeOf(codeVerifier);
  const redirectUri = world.proofCallbackUri;
  try {
    return { kind: 'redirect', url: await signIn.proofUrl({ tenantId, state, nonce, codeChallenge, redirectUri }) };
  } catch (failure) {
    return fail(world, session, capability, explainTokenFailure(failure));
  }
}

/** The proving sign-in came back: only this makes a connection (PRODUCT A3). */
export async function finishConnecting(
  world: ConnectingWorld,
  session: Session,
  query: URLSearchParams,
): Promise<ConnectStep> {
  const now = world.clock.now();
  const attempt = await takeAttempt(world.attempts, 'proof', query.get('state') ?? undefined, session.id, now);
  const signIn = attempt === undefined ? undefined : world.signInFor(attempt.capability);
  if (attempt === undefined || signIn === undefined) return notOurs();
  const { organizationId, tenantId, generation, capability, codeVerifier, nonce } = attempt;

  const error = readSignInError(query);
  if (error !== undefined) return fail(world, session, capability, { kind: 'failed', ...error });
  const code = query.get('code');
  if (code === null) return fail(world, session, capability, failed('refused'));

  let proof: Awaited<ReturnType<MailboxSignIn['redeemProof']>>;
  try {
    proof = await signIn.redeemProof({ tenantId, code, codeVerifier, nonce, redirectUri: world.proofCallbackUri });
  } catch (failure) {
    return fail(world, session, capability, explainTokenFailure(failure));
  }
  const { identity, granted } = proof;
  if (identity.tenantId !== tenantId || identity.guest) return fail(world, session, capability, failed('other-tenant'));
  if (!identity.roles.some((role) => world.acceptedRoles.includes(role))) {
    return fail(world, session, capability, failed('not-administrator'));
  }
  if (!granted) return fail(world, session, capability, failed('not-granted'));

  const connected = await world.organizations.change(organizationId, (organization) => {
    if (organization === undefined || !isStillWaiting(organization, capability, tenantId, generation)) return undefined;
    return {
      ...organization,
      [capability]: {
        state: 'connected',
        generation: generation + 1,
        tenantId,
        since: instant(now),
        provenBy: identity.name,
      },
    };
  });
  if (connected === undefined) return failed('overtaken');
  world.log.record('consent-proven', { organizationId, capability });
  await record(world, session, 'connected', capability);
  return { kind: 'connected', capability };
}

function isStillWaiting(
  organization: Organization,
  capability: Capability,
  tenantId: TenantId,
  generation: number,
): boolean {
  const connection = organization[capability];
  return connection.state === 'waiting' && connection.tenantId === tenantId && connection.generation === generation;
}

type Failed = Extract<ConnectStep, { kind: 'failed' }>;

function failed(code: ConsentFailureCode, aadsts?: string, correlationId?: string): Failed {
  return { kind: 'failed', code, aadsts, correlationId };
}

/** Forged, used before, expired, or from another browser: nobody can tell, and nothing is changed. */
function notOurs(): Failed {
  return failed('not-ours');
}

function explainTokenFailure(failure: unknown): Failed {
  if (!(failure instanceof TokenFailure)) throw failure;
  const code = failure.blame === 'ours' ? 'refused' : explainSignInError(failure.code, failure.aadsts);
  return failed(failure.blame === 'transient' ? 'microsoft-unavailable' : code, failure.aadsts, failure.correlationId);
}

/** The consent goes on waiting, and the screen says what happened the last time. */
async function fail(
  world: ConnectingWorld,
  session: Session,
  capability: Capability,
  failure: Failed,
): Promise<Failed> {
  const { organizationId } = session.person;
  const at = instant(world.clock.now());
  await world.organizations.change(organizationId, (organization) => {
    const connection = organization?.[capability];
    if (organization === undefined || connection?.state !== 'waiting') return undefined;
    const { code, aadsts = null, correlationId = null } = failure;
    return { ...organization, [capability]: { ...connection, failure: { code, at, aadsts, correlationId } } };
  });
  world.log.record('consent-failed', { organizationId, code: failure.code });
  await record(world, session, 'consent-failed', failure.code);
  return failure;
}

async function record(
  world: ConnectingWorld,
  session: Session,
  kind: 'consent-asked' | 'consent-failed' | 'connected',
  detail: string | null,
): Promise<void> {
  const { organizationId, name }: { organizationId: OrganizationId; name: string } = session.person;
  await world.activity.record({
    at: instant(world.clock.now()),
    organizationId,
    userId: null,
    actor: name,
    kind,
    detail,
  });
}
