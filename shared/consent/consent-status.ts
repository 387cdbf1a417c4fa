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

/** What keeping an eye on a consent touches outside itself. */
export interface ConsentStatusDependencies {
  readonly clock: Clock;
  readonly organizations: OrganizationStore;
  readonly activity: ActivityLog;
  readonly log: EventLog;
}

/** The connection under which somebody asked Microsoft for something. */
export interface WatchedConnection {
  readonly organizationId: OrganizationId;
  readonly generation: number;
}

/**
 * Notes on the connection that the tenant's consent was missed, for the administrator's screen (PRODUCT A3). Only the
 * first of a thousand links that fail at once writes; the others see the mark and leave it.
 *
 * @param proven Microsoft told us so itself, and no browser
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

/** Takes the mark away: Microsoft has just given what only a consent gives. */
export async function noteConsent(deps: ConsentStatusDependencies, watched: WatchedConnection): Promise<void> {
  const cleared = await changeConnection(deps, watched, ({ missing, ...connection }) =>
    missing === undefined ? undefined : connection,
  );
  if (!cleared) return;
  const { organizationId } = watched;
  deps.log.record('consent-restored', { organizationId });
  await recordActivity(deps, { organizationId }, 'consent-restored');
}

/** Tokens for the links of one connection; whether Microsoft gives them says whether the consent stands. */
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

/** Whether the connection stood under this generation, and was changed. */
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
