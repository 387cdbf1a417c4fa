import { type ActivityLog, recordActivity } from '../audit/activity.ts';
import type { Clock } from '../clock.ts';
import { meansConsentMissing } from '../identity/entra-error-codes.ts';
import { TokenFailure } from '../identity/mailbox-sign-in.ts';
import { explainTokenFailure, type SignInError } from '../identity/sign-in-error.ts';
import type { TokenProvider } from '../identity/token-provider.ts';
import { instant, type OrganizationId } from '../ids.ts';
import type { Connected, Organization } from '../organizations/organization.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { EventLog } from '../telemetry/log.ts';

/** The ports that are needed to record whether a consent still exists. */
export interface ConsentStatusDependencies {
  readonly clock: Clock;
  readonly organizations: OrganizationStore;
  readonly activity: ActivityLog;
  readonly log: EventLog;
}

/** The connection, with its generation, under which a token was requested. */
export interface WatchedConnection {
  readonly organizationId: OrganizationId;
  readonly generation: number;
}

/**
 * Marks the connection as one without the tenant's consent, for the administrator's screen (PRODUCT A3). When a
 * thousand links fail at once, only the first one writes; the others find the mark and leave it.
 *
 * @param proven whether Microsoft itself reported it to us, and not a browser by its parameters
 */
export async function noteMissingConsent(
  deps: ConsentStatusDependencies,
  watched: WatchedConnection,
  { code, aadsts, correlationId }: SignInError,
  proven: boolean,
): Promise<void> {
  if (!meansConsentMissing(code)) return;
  const since = instant(deps.clock.now());
  const missing = { since, proven, cause: code, aadsts: aadsts ?? null, correlationId: correlationId ?? null };
  const marked = await changeConnection(deps, watched, (connection) => {
    const known = connection.missing;
    return known === undefined || (proven && !known.proven) ? { ...connection, missing } : undefined;
  });
  if (!marked) return;
  const { organizationId } = watched;
  deps.log.record('consent-missing', { organizationId, code, proven });
  await recordActivity(deps, { organizationId }, 'consent-missing', { detail: code });
}

/** Removes the mark: Microsoft has just issued a token, which it only does with a consent. */
export async function noteConsent(deps: ConsentStatusDependencies, watched: WatchedConnection): Promise<void> {
  const cleared = await changeConnection(deps, watched, ({ missing, ...connection }) =>
    missing === undefined ? undefined : connection,
  );
  if (!cleared) return;
  const { organizationId } = watched;
  deps.log.record('consent-restored', { organizationId });
  await recordActivity(deps, { organizationId }, 'consent-restored');
}

/** A token provider for the links of one connection that records, by success or failure, whether the consent exists. */
export function watchConsent(
  deps: ConsentStatusDependencies,
  tokens: TokenProvider,
  watched: WatchedConnection,
): TokenProvider {
  return {
    async accessToken(name, tenantId) {
      try {
        const token = await tokens.accessToken(name, tenantId);
        await noteConsent(deps, watched);
        return token;
      } catch (failure) {
        if (failure instanceof TokenFailure) {
          await noteMissingConsent(deps, watched, explainTokenFailure(failure), true);
        }
        throw failure;
      }
    },
  };
}

/** Changes the connection, if it exists under this generation. Returns whether it was changed. */
async function changeConnection(
  deps: ConsentStatusDependencies,
  { organizationId, generation }: WatchedConnection,
  change: (connection: Connected) => Connected | undefined,
): Promise<boolean> {
  const changed = await deps.organizations.change(organizationId, (organization): Organization | undefined => {
    if (organization?.contacts.state !== 'connected' || organization.contacts.generation !== generation) {
      return undefined;
    }
    const contacts = change(organization.contacts);
    return contacts && { ...organization, contacts };
  });
  return changed !== undefined;
}
