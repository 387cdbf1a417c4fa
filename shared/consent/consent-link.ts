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

/** How long a one-time link is good (PRODUCT A3). */
const CONSENT_LINK_TTL = 7 * DAY;

/** A link for the Microsoft 365 administrator, who needs no account in the card system. Shown once. */
export interface MadeConsentLink {
  readonly kind: 'made';
  readonly capability: Capability;
  readonly url: string;
  readonly tenantId: TenantId;
  readonly until: Instant;
  /** Whether a link that was out before is good for nothing now. */
  readonly replaces: boolean;
}

/** What a good link asks for, and for whom. */
export interface OpenConsentLink {
  readonly organization: Organization;
  readonly capability: Capability;
  readonly tenantId: TenantId;
  readonly generation: number;
  readonly until: Instant;
  /** Who asks, as that person is called at the portal. */
  readonly madeBy: string;
}

/** PRODUCT A3: makes a one-time link. A former one is good for nothing from now on. */
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

/** Takes the link back; who opens it is told so. Nothing happens when there is none. */
export async function revokeConsentLink(
  deps: ConsentDependencies,
  session: Session,
  capability: Capability,
): Promise<void> {
  const { organizationId, name: actor } = session.person;
  // What is left is a consent in the administrator's own browser, which does not take longer.
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
 * What the link asks for, if it is good. Looking uses nothing up: mail scanners follow links. A failed try does not
 * either, since the commonest one, a remembered account, is mended in a private window. The consent that it brings does.
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
 * Sends whoever holds a good link to the consent page. `undefined` when the link is good for nothing.
 *
 * @param binding what this browser has just been given to hold; the answer has to come back with it
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
  await recordActivity(deps, { organizationId }, 'consent-asked', { detail: capability });
  return sendToConsent(
    deps,
    signIn,
    { organizationId, capability, tenantId, generation, actor: null, consentLink: hashOf(token) },
    hashOf(binding),
  );
}
