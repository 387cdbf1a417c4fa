import type { Clock } from '../clock.ts';
import { instant } from '../ids.ts';
import type { Organization } from '../organizations/organization.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { UserList } from './user-list.ts';

/** What an administrator does first (PRODUCT G4), in this order. */
export const FIRST_STEPS = ['consent', 'keys', 'notices', 'link'] as const;
/** Which of the first steps are done. */
export type FirstSteps = Readonly<Record<(typeof FIRST_STEPS)[number], boolean>>;

export interface FirstStepsDependencies {
  readonly clock: Clock;
  readonly organizations: Pick<OrganizationStore, 'change'>;
  readonly users: Pick<UserList, 'begun'>;
}

/**
 * Which of the first steps are done; `undefined` when all are, which is remembered: from then on this reads nothing.
 */
export async function readFirstSteps(
  { clock, organizations, users }: FirstStepsDependencies,
  { id, setUpAt, contacts, notices }: Organization,
): Promise<FirstSteps | undefined> {
  if (setUpAt !== null) return undefined;
  const { keys, links } = await users.begun(id);
  const steps: FirstSteps = {
    consent: contacts.state === 'connected' && contacts.missing?.proven !== true,
    keys,
    notices: notices.to.length > 0 || notices.webhook !== null,
    link: links,
  };
  if (FIRST_STEPS.some((step) => !steps[step])) return steps;
  await organizations.change(id, (known) => known && { ...known, setUpAt: instant(clock.now()) });
  return undefined;
}
