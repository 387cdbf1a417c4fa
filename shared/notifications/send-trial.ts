import { type ActivityLog, recordActivity } from '../audit/activity.ts';
import type { Session } from '../identity/session.ts';
import { deliverToAdministrators } from './deliver.ts';
import type { NotificationDependencies } from './notification-dependencies.ts';

/** Sends a notice that says it is a trial, on every way that the organization entered (PRODUCT E3). */
export async function sendTrial(
  deps: NotificationDependencies & { readonly activity: ActivityLog },
  { person: { organizationId, name } }: Session,
): Promise<void> {
  const organization = (await deps.organizations.read(organizationId))?.organization;
  if (organization === undefined) return;
  await deliverToAdministrators(deps, organization, 'trial', 0, deps.clock.now());
  await recordActivity(deps, { organizationId }, 'notices-tried', { actor: name });
}
