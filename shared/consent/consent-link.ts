import { recordActivity } from '../audit/activity.ts';
import type { Capability } from '../capability.ts';
import { DAY } from '../clock.ts';
import { hashOf, randomText } from '../identity/attempt.ts';
import type { Session } from '../identity/session.ts';
import { type Instant, instant, type TenantId } from '../ids.ts';
import type { Organization } from '../organizations/organization.ts';
import {
  awaitConsent,
  CONSENT_TIMEOUT,
  type ConsentDependencies,
  type NotBegun,
  type Redirect,
  readRequest,
  sendToConsent,
} from './admin-consent.ts';

/** Milliseconds for which a one-time link is valid (PRODUCT A3). */
const CONSENT_LINK_TTL = 7 * DAY;

/** A one-time link for a Microsoft 365 administrator, who needs no account in the card system. Shown once. */
export interface MadeConsentLink {
  readonly kind: 'made';
  readonly capability: Capability;
  readonly url: string;
  readonly tenantId: TenantId;
  readonly until: Instant;
  /** Whether an earlier link became invalid by this one. */
  readonly replaces: boolean;
}

/** What a valid link asks for, and for which organization. */
export interface OpenConsentLink {
  readonly organization: Organization;
  readonly capability: Capability;
  readonly tenantId: TenantId;
  readonly generation: number;
  readonly until: Instant;
  /** The name, at the portal, of the administrator who made the link. */
  readonly madeBy: string;
}

/** Makes a one-time link (PRODUCT A3). An earlier one becomes invalid. */
export async function makeConsentLink(
  deps: ConsentDependencies,
  session: Session,
  capability: Capability,
  typedTenant: string,
): Promise<MadeConsentLink | NotBegun> {
  const request = await readRequest(deps, capability, typedTenant);
  if (request.kind !== 'valid') return request;
  const { tenantId } = request;
  const { organizationId, name: actor } = session.person;
  const token = randomText();
  const id = hashOf(token);
  const until = instant(deps.clock.now().getTime() + CONSENT_LINK_TTL);
  const former = (await deps.organizations.read(organizationId))?.organization[capability];
  await deps.consentLinks.save({ id, organizationId, capability, until });
  const generation = await awaitConsent(deps, organizationId, capability, tenantId, {
    milliseconds: CONSENT_LINK_TTL,
    consentLink: { id, until, madeBy: actor },
  });
  if (generation === undefined) return { kind: 'already-connected' };
  await recordActivity(deps, { organizationId }, 'consent-link-made', { actor, detail: capability });
  const replaces = former !== undefined && former.state !== 'off' && former.consentLink !== undefined;
  return { kind: 'made', capability, url: `${deps.consentLinkUri}${token}`, tenantId, until, replaces };
}

/** Revokes the link; whoever opens it then is told that it is invalid. Does nothing when there is none. */
export async function revokeConsentLink(
  deps: ConsentDependencies,
  session: Session,
  capability: Capability,
): Promise<void> {
  const { organizationId, name: actor } = session.person;
  // From now on only a consent in the administrator's own browser is waited for, which may take `CONSENT_TIMEOUT`.
  const ends = instant(deps.clock.now().getTime() + CONSENT_TIMEOUT);
  const soonest = (until: Instant) => (until < ends ? until : ends);
  const changed = await deps.organizations.change(organizationId, (organization) => {
    const connection = organization?.[capability];
    if (organization === undefined || connection === undefined || connection.state === 'off') return undefined;
    const { consentLink, ...rest } = connection;
    if (consentLink === undefined) return undefined;
    return { ...organization, [capability]: rest.state === 'waiting' ? { ...rest, until: soonest(rest.until) } : rest };
  });
  if (changed !== undefined)
    await recordActivity(deps, { organizationId }, 'consent-link-revoked', { actor, detail: capability });
}

/**
 * What the link asks for, if it is valid. Opening a link does not use it up, since mail scanners follow links. Neither
 * does a failed try: the most frequent one, with an account that the browser remembers, succeeds in a private window.
 * Only a proven consent uses the link up.
 */
export async function openConsentLink(deps: ConsentDependencies, token: string): Promise<OpenConsentLink | undefined> {
  const id = hashOf(token);
  const record = await deps.consentLinks.read(id);
  if (record === undefined) return undefined;
  const { organizationId, capability } = record;
  const organization = (await deps.organizations.read(organizationId))?.organization;
  const connection = organization?.[capability];
  if (!organization?.entitled || connection === undefined || connection.state === 'off') return undefined;
  const { consentLink, tenantId, generation } = connection;
  if (consentLink?.id !== id || Date.parse(consentLink.until) <= deps.clock.now().getTime()) return undefined;
  const { until, madeBy } = consentLink;
  return { organization, capability, tenantId, generation, until, madeBy };
}

/**
 * Sends somebody with a valid link to the consent page. `undefined` when the link is invalid.
 *
 * @param binding the value of the cookie that this browser was just given; the callback has to come with the same
 *   cookie
 */
export async function startFromConsentLink(
  deps: ConsentDependencies,
  token: string,
  binding: string,
): Promise<Redirect | undefined> {
  const open = await openConsentLink(deps, token);
  const signIn = open && deps.signInFor(open.capability);
  if (open === undefined || signIn === undefined) return undefined;
  const { capability, tenantId, generation } = open;
  const organizationId = open.organization.id;
  await noteFirstPress(deps, open, hashOf(token));
  return sendToConsent(
    deps,
    signIn,
    { organizationId, capability, tenantId, generation, actor: null, consentLink: hashOf(token) },
    hashOf(binding),
  );
}

/** Notes the first press of a link in the audit log; further ones only begin the same consent again. */
async function noteFirstPress(
  deps: ConsentDependencies,
  { organization: { id: organizationId }, capability }: OpenConsentLink,
  id: string,
): Promise<void> {
  const pressed = await deps.organizations.change(organizationId, (organization) => {
    const connection = organization?.[capability];
    if (organization === undefined || connection === undefined || connection.state === 'off') return undefined;
    const { consentLink } = connection;
    if (consentLink?.id !== id || consentLink.pressedAt !== undefined) return undefined;
    const pressedAt = instant(deps.clock.now());
    return { ...organization, [capability]: { ...connection, consentLink: { ...consentLink, pressedAt } } };
  });
  if (pressed !== undefined) await recordActivity(deps, { organizationId }, 'consent-asked', { detail: capability });
}
