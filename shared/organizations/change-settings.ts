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

/** Version of a setting as shown on a page, so that saving an outdated page does not overwrite a later change. */
export function shownAs(setting: unknown): string {
  return createHash('sha256').update(JSON.stringify(setting)).digest('base64url').slice(0, 16);
}

/**
 * Changes a setting and records it in the audit log.
 *
 * @param what the setting's name in the audit log
 * @param seen the value that the page showed, by `shownAs`
 * @returns `false` when the setting has changed since the page was shown
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
  'other-accounts': ({ otherAccountsAllowed }: Organization) => otherAccountsAllowed,
  'contact-rules': ({ contactRules }: Organization) => contactRules,
};
