import { recordActivity } from '../audit/activity.ts';
import type { Capability } from '../capability.ts';
import { hashOf } from '../identity/attempt.ts';
import type { MailboxSignIn } from '../identity/mailbox-sign-in.ts';
import { bindingOf, type Session } from '../identity/session.ts';
import {
  awaitConsent,
  CONSENT_TIMEOUT,
  type ConsentDependencies,
  type ConsentFailed,
  type ConsentSubject,
  type NotBegun,
  type Redirect,
  readRequest,
  sendToConsent,
  sendToProof,
} from './admin-consent.ts';

/** Stores the tenant, and sends the administrator to that tenant's consent page (PRODUCT A1, A2). */
export async function startConnecting(
  deps: ConsentDependencies,
  session: Session,
  capability: Capability,
  typedTenant: string,
): Promise<Redirect | NotBegun> {
  const begun = await begin(deps, session, capability, typedTenant);
  if (begun.kind !== 'waiting') return begun;
  await recordActivity(deps, begun.subject, 'consent-asked', { actor: begun.subject.actor, detail: capability });
  return sendToConsent(deps, begun.signIn, begun.subject, hashOf(bindingOf(session)));
}

/**
 * "Check again" (PRODUCT A3): proves, by a sign-in alone, a consent that was given in the Entra admin centre or given
 * anew. The requirements for the proof are the same.
 */
export async function startChecking(
  deps: ConsentDependencies,
  session: Session,
  capability: Capability,
  typedTenant: string,
): Promise<Redirect | NotBegun | ConsentFailed> {
  const begun = await begin(deps, session, capability, typedTenant);
  if (begun.kind !== 'waiting') return begun;
  // The account that the browser remembers may be anyone's, and only an administrator's sign-in is a proof.
  return sendToProof(deps, begun.signIn, begun.subject, hashOf(bindingOf(session)), { pickAccount: true });
}

/** Has the connection wait for the consent of the typed tenant. */
async function begin(
  deps: ConsentDependencies,
  session: Session,
  capability: Capability,
  typedTenant: string,
): Promise<{ readonly kind: 'waiting'; readonly signIn: MailboxSignIn; readonly subject: ConsentSubject } | NotBegun> {
  const request = await readRequest(deps, capability, typedTenant);
  if (request.kind !== 'valid') return request;
  const { tenantId, signIn } = request;
  const { organizationId, name: actor } = session.person;
  const generation = await awaitConsent(deps, organizationId, capability, tenantId, { milliseconds: CONSENT_TIMEOUT });
  if (generation === undefined) return { kind: 'already-connected' };
  const subject = { organizationId, capability, tenantId, generation, actor, consentLink: null };
  return { kind: 'waiting', signIn, subject };
}
