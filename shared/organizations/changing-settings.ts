import type { Clock } from '../clock.ts';
import type { Session } from '../identity/session.ts';
import { instant } from '../ids.ts';
import type { ActivityLog } from '../telemetry/activity.ts';
import type { Organization } from './organization.ts';
import type { OrganizationStore } from './organization-store.ts';

export interface SettingsWorld {
  readonly clock: Clock;
  readonly organizations: OrganizationStore;
  readonly activity: ActivityLog;
}

/** Changes what an administrator may set, and writes down who did it. `what` is the setting, as the audit log calls it. */
export async function changeSettings(
  world: SettingsWorld,
  session: Session,
  what: 'card-url' | 'contact-rules',
  change: (organization: Organization) => Organization,
): Promise<void> {
  const { organizationId, name } = session.person;
  const changed = await world.organizations.change(
    organizationId,
    (organization) => organization && change(organization),
  );
  if (changed === undefined) return;
  const at = instant(world.clock.now());
  await world.activity.record({
    at,
    organizationId,
    userId: null,
    actor: name,
    kind: 'settings-changed',
    detail: what,
  });
}
