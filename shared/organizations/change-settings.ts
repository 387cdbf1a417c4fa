import { createHash } from 'node:crypto';
import { type ActivityLog, recordActivity } from '../audit/activity.ts';
import type { Clock } from '../clock.ts';
import type { Session } from '../identity/session.ts';
import type { Organization } from './organization.ts';
import type { OrganizationStore } from './organization-store.ts';

export interface SettingsDependencies {
  readonly clock: Clock;
  readonly organizations: OrganizationStore;
  readonly activity: ActivityLog;
}

/** Stands for a setting as a page showed it, so that an older page does not undo what somebody else has saved since. */
export function shownAs(setting: unknown): string {
  return createHash('sha256').update(JSON.stringify(setting)).digest('base64url').slice(0, 16);
}

/**
 * Changes what an administrator may set, and writes down who did it.
 *
 * @param what the setting, as the audit log calls it
 * @param seen what the page showed, by `shownAs`
 * @returns whether it was changed: not when the page had been overtaken
 */
export async function changeSettings<What extends keyof typeof SETTINGS>(
  deps: SettingsDependencies,
  session: Session,
  what: What,
  seen: string,
  change: (organization: Organization) => Organization,
): Promise<boolean> {
  const { organizationId, name } = session.person;
  const changed = await deps.organizations.change(organizationId, (organization) =>
    organization === undefined || shownAs(SETTINGS[what](organization)) !== seen ? undefined : change(organization),
  );
  if (changed === undefined) return false;
  await recordActivity(deps, { organizationId }, 'settings-changed', { actor: name, detail: what });
  return true;
}

const SETTINGS = {
  'card-url': ({ cardUrlTemplate }: Organization) => cardUrlTemplate,
  'contact-rules': ({ contactRules }: Organization) => contactRules,
};
