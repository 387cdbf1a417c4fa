import { type ActivityLog, recordActivity } from '../audit/activity.ts';
import type { Clock } from '../clock.ts';
import type { Session } from '../identity/session.ts';
import { instant } from '../ids.ts';
import type { OrganizationStore } from './organization-store.ts';

interface PauseDependencies {
  readonly clock: Clock;
  readonly organizations: OrganizationStore;
  readonly activity: ActivityLog;
}

/**
 * Pauses or resumes all links of the organization (PRODUCT E1). Workers look at the organization for each batch,
 * so a pause takes effect within two batches; after a resume, the timer schedules every link within half an hour.
 */
export async function pauseOrganization(deps: PauseDependencies, session: Session, pause: boolean): Promise<void> {
  const { organizationId, name } = session.person;
  const at = instant(deps.clock.now());
  const changed = await deps.organizations.change(organizationId, (organization) =>
    organization === undefined || (organization.pausedAt !== null) === pause
      ? undefined
      : { ...organization, pausedAt: pause ? at : null },
  );
  if (changed === undefined) return;
  const kind = pause ? 'paused' : 'resumed';
  await recordActivity(deps, { organizationId }, kind, { actor: name, detail: 'everybody' });
}
