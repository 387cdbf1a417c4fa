import { recordActivity } from '../audit/activity.ts';
import type { Capability } from '../capability.ts';
import { hashOf } from '../identity/attempt.ts';
import type { Session } from '../identity/session.ts';
import {
  awaitConsent,
  CONSENT_TIMEOUT,
  type ConsentDependencies,
  type ConsentFailed,
  type NotBegun,
  type Redirect,
  readRequest,
  sendToConsent,
  sendToProof,
} from './admin-consent.ts';

/** PRODUCT A1, A2: remembers the tenant, and sends the administrator to that tenant's consent page. */
export async function startConnecting(
  deps: ConsentDependencies,
  session: Session,
  capability: Capability,
  typedTenant: string,
): Promise<Redirect | NotBegun> {
  const request = await readRequest(deps, capability, typedTenant);
  if (request.kind !== 'valid') return request;
  const { tenantId, signIn } = request;
  const { organizationId, name: actor } = session.person;
  const generation = await awaitConsent(deps, organizationId, capability, tenantId, { milliseconds: CONSENT_TIMEOUT });
  if (generation === undefined) return { kind: 'already-connected' };
  await recordActivity(deps, { organizationId }, 'consent-asked', { actor, detail: capability });
  return sendToConsent(
    deps,
    signIn,
    { organizationId, capability, tenantId, generation, actor, consentLink: null },
    hashOf(session.id),
  );
}

/**
 * "Check again" (PRODUCT A3): a consent that was given in the Entra admin centre, or given anew, is proven by a sign-in
 * alone. What counts as a proof is the same.
 */
export async function startChecking(
  deps: ConsentDependencies,
  session: Session,
  capability: Capability,
  typedTenant: string,
): Promise<Redirect | NotBegun | ConsentFailed> {
  const request = await readRequest(deps, capability, typedTenant);
  if (request.kind !== 'valid') return request;
  const { tenantId, signIn } = request;
  const { organizationId, name: actor } = session.person;
  const generation = await awaitConsent(deps, organizationId, capability, tenantId, { milliseconds: CONSENT_TIMEOUT });
  if (generation === undefined) return { kind: 'already-connected' };
  const subject = { organizationId, capability, tenantId, generation, actor, consentLink: null };
  // Whom the browser remembers may be anybody; only an administrator's sign-in proves something.
  return sendToProof(deps, signIn, subject, hashOf(session.id), { pickAccount: true });
}
