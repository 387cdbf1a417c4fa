import type { ActivityLog } from '../audit/activity.ts';
import type { Session } from '../identity/session.ts';
import { instant } from '../ids.ts';
import { deliverToAdministrators } from './deliver.ts';
import type { NoticeWorld } from './notification-dependencies.ts';

/** Sends a notice that says it is a trial, on every way that the organization entered (PRODUCT E3). */
export async function tryNotices(
  world: NoticeWorld & { readonly activity: ActivityLog },
  { person: { organizationId, name } }: Session,
): Promise<void> {
  const organization = (await world.organizations.read(organizationId))?.organization;
  if (organization === undefined) return;
  const now = world.clock.now();
  await deliverToAdministrators(world, organization, 'trial', 0, now);
  const at = instant(now);
  await world.activity.record({ at, organizationId, userId: null, actor: name, kind: 'notices-tried', detail: null });
}
