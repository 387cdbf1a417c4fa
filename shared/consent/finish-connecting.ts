import { foldAscii } from '../ascii-case.ts';
import { recordActivity } from '../audit/activity.ts';
import { type AnsweringBrowser, type Taken, takeAttempt } from '../identity/attempt.ts';
import type { MailboxSignIn } from '../identity/mailbox-sign-in.ts';
import { readSignInError } from '../identity/sign-in-error.ts';
import { type Instant, instant } from '../ids.ts';
import type { Connected, Connection } from '../organizations/organization.ts';
import {
  type ConsentDependencies,
  type ConsentFailed,
  type ConsentSubject,
  explainProofFailure,
  fail,
  failed,
  isOvertaken,
  type Redirect,
  sendToProof,
} from './admin-consent.ts';

/** The consent is proven: the capability is connected, or an existing connection has its consent again. */
export interface Proven {
  readonly kind: 'proven';
  readonly subject: ConsentSubject;
  /** It was so before: the answer came once more. */
  readonly before?: true;
}

/**
 * Handles the callback of the consent page. Its parameters prove nothing: an error is explained, and anything else
 * leads to a sign-in that proves the consent (PRODUCT A3). An error callback carries `admin_consent=True` as well.
 */
export async function continueAfterConsent(
  deps: ConsentDependencies,
  browser: AnsweringBrowser,
  query: URLSearchParams,
): Promise<Redirect | Proven | ConsentFailed> {
  const genuine = query.get('admin_consent')?.toLowerCase() === 'true';
  // The consent link in an explanation (PRODUCT A4) has no `state`, so its callback belongs to no attempt.
  if (!query.has('state') && genuine && !query.has('error')) return { ...failed('came-unasked'), subject: undefined };
  const now = deps.clock.now();
  const taken = await takeAttempt(deps.attempts, 'consent', query.get('state') ?? '', browser, now);
  if (taken.kind === 'refused') return refuseAnswer(deps, taken);
  const subject = subjectOf(taken.attempt);
  const signIn = deps.signInFor(subject.capability);
  if (signIn === undefined) return fail(deps, subject, failed('service-fault'));

  const error = readSignInError(query);
  if (error !== undefined) return fail(deps, subject, { kind: 'failed', ...error });
  if (!genuine) return fail(deps, subject, failed('not-granted'));
  const returnedTenant = query.get('tenant');
  if (returnedTenant !== null && foldAscii(returnedTenant) !== subject.tenantId) {
    return fail(deps, subject, failed('other-tenant'));
  }
  // With a one-time link, the account has to be picked. Otherwise the sender of the link could have a browser that is
  // signed in at Microsoft prove a consent without its user noticing.
  return sendToProof(deps, signIn, subject, taken.attempt.browser, { pickAccount: subject.actor === null });
}

/** Handles the callback of the sign-in that proves a consent. Only this makes a connection (PRODUCT A3). */
export async function finishConnecting(
  deps: ConsentDependencies,
  browser: AnsweringBrowser,
  query: URLSearchParams,
): Promise<Proven | ConsentFailed> {
  const now = deps.clock.now();
  const taken = await takeAttempt(deps.attempts, 'proof', query.get('state') ?? '', browser, now);
  if (taken.kind === 'refused') return refuseAnswer(deps, taken);
  const subject = subjectOf(taken.attempt);
  const { tenantId, organizationId, capability } = subject;
  const signIn = deps.signInFor(capability);
  if (signIn === undefined) return fail(deps, subject, failed('service-fault'));

  const error = readSignInError(query);
  if (error !== undefined) return fail(deps, subject, { kind: 'failed', ...error });
  const code = query.get('code');
  if (code === null) return fail(deps, subject, failed('refused'));

  const { codeVerifier, nonce } = taken.attempt;
  let proof: Awaited<ReturnType<MailboxSignIn['redeemProof']>>;
  try {
    proof = await signIn.redeemProof({ tenantId, code, codeVerifier, nonce, redirectUri: deps.proofCallbackUri });
  } catch (failure) {
    return fail(deps, subject, explainProofFailure(failure));
  }
  const { identity, granted } = proof;
  if (identity.tenantId !== tenantId || identity.guest) return fail(deps, subject, failed('other-tenant'));
  if (identity.roles === undefined) return fail(deps, subject, failed('roles-not-told'));
  if (!identity.roles.some((role) => deps.acceptedRoles.includes(role))) {
    return fail(deps, subject, failed('not-administrator'));
  }
  if (!granted) return fail(deps, subject, failed('not-granted'));

  const changed = await deps.organizations.change(organizationId, (organization) => {
    if (!organization?.entitled) return undefined;
    const connection = provenConnection(organization[capability], subject, identity.name, instant(now));
    return connection && { ...organization, [capability]: connection };
  });
  if (changed === undefined) return { ...failed(await whatOvertook(deps, subject)), subject };
  const actor = subject.actor ?? identity.name;
  deps.log.record('consent-proven', { organizationId, capability });
  const renewed = changed.after[capability].generation === subject.generation;
  await recordActivity(deps, { organizationId }, renewed ? 'consent-restored' : 'connected', {
    actor,
    detail: capability,
  });
  return { kind: 'proven', subject };
}

/**
 * The connection after a proof. One that waited for this tenant is connected, with a new generation; an existing one
 * has its consent again, and its links continue. `undefined` when the attempt is outdated.
 */
function provenConnection(
  connection: Connection,
  subject: ConsentSubject,
  provenBy: string,
  since: Instant,
): Connection | undefined {
  if (connection.state === 'off' || isOvertaken(connection, subject)) return undefined;
  const { tenantId, generation } = subject;
  const next = connection.state === 'waiting' ? generation + 1 : generation;
  return { state: 'connected', generation: next, tenantId, since, provenBy };
}

function subjectOf(attempt: ConsentSubject): ConsentSubject {
  const { organizationId, capability, tenantId, generation, actor, consentLink } = attempt;
  return { organizationId, capability, tenantId, generation, actor, consentLink };
}

/** Why an attempt is outdated: `already-connected` if the same consent was proven meanwhile, perhaps in another tab. */
async function whatOvertook(
  { organizations }: ConsentDependencies,
  { organizationId, capability, tenantId }: ConsentSubject,
): Promise<'already-connected' | 'overtaken'> {
  const connection = (await organizations.read(organizationId))?.organization[capability];
  return isConnectedTo(connection, { tenantId }) ? 'already-connected' : 'overtaken';
}

function isConnectedTo(
  connection: Connection | undefined,
  { tenantId }: Pick<ConsentSubject, 'tenantId'>,
): connection is Connected {
  return connection?.state === 'connected' && connection.tenantId === tenantId;
}

/**
 * What becomes of an answer that is not taken. It changes nothing. An answer that this browser brings once more is a
 * success where the first one was: somebody went back and accepted again, or opened the address once more.
 */
async function refuseAnswer(
  deps: ConsentDependencies,
  { why, attempt }: Extract<Taken<'consent' | 'proof'>, { kind: 'refused' }>,
): Promise<Proven | ConsentFailed> {
  const ownAttempt = why === 'already-done' || why === 'expired' ? attempt : undefined;
  if (ownAttempt === undefined) return { ...failed(why), subject: undefined, begunBy: attempt?.organizationId };
  const subject = subjectOf(ownAttempt);
  const connection = (await deps.organizations.read(subject.organizationId))?.organization[subject.capability];
  const stands = isConnectedTo(connection, subject) && connection.missing === undefined;
  return stands ? { kind: 'proven', subject, before: true } : { ...failed(why), subject };
}
