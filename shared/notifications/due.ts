import { DAY } from '../clock.ts';
import type { Instant } from '../ids.ts';
import { type Eligibility, eligibility } from '../links/eligibility.ts';
import type { Link, UserNotificationKind } from '../links/link.ts';
import { openHold } from '../links/link-status.ts';
import type { Organization } from '../organizations/organization.ts';
import type { AdministratorNotificationKind } from '../organizations/organization-notifications.ts';

/**
 * What a user is to be told now, if anything (PRODUCT E3): at most one of a kind a day, again for as long as it is so.
 * While the plan has lapsed there is nothing that the user could do.
 */
export function dueForUser(
  link: Link,
  organization: Organization | undefined,
  now: Date,
): UserNotificationKind | undefined {
  const { off, told } = link.notices;
  const kind = matterOf(eligibility(link, organization, now), link);
  return kind === undefined || off || toldLately(told[kind], now) ? undefined : kind;
}

function matterOf(answer: Eligibility, { sync }: Link): UserNotificationKind | undefined {
  switch (answer.kind) {
    case 'not-linked':
    case 'unlinking':
    case 'disconnected':
    case 'linking-expired':
    case 'reconnect-expired':
    case 'plan-lapsed':
    case 'linking':
      return undefined;
    case 'reconnect-needed':
      return answer.reason === 'key-refused' ? 'key-refused' : 'reconnect-needed';
    case 'organization-paused':
    case 'paused':
    case 'key-missing':
    case 'waiting':
    case 'eligible':
      return openHold(sync) && 'hold';
  }
}

/**
 * What the administrators may be told now; of holds, whoever asks has to know whether there are any. A lapsed plan is
 * told once, since it may stay so for years; a missing consent only when Microsoft itself said so, and no browser.
 */
export function dueForAdministrators(
  { notices, contacts, entitled, lapsedAt }: Organization,
  now: Date,
): readonly AdministratorNotificationKind[] {
  if ((notices.to.length === 0 && notices.webhook === null) || contacts.state !== 'connected') return [];
  const due = (kind: AdministratorNotificationKind) => !toldLately(notices.told[kind], now);
  if (!entitled) {
    const toldOfThisLapse = notices.told.plan !== undefined && (lapsedAt === null || notices.told.plan >= lapsedAt);
    return due('plan') && !toldOfThisLapse ? ['plan'] : [];
  }
  const matters: AdministratorNotificationKind[] = contacts.missing?.proven ? ['consent-missing', 'holds'] : ['holds'];
  return matters.filter(due);
}

function toldLately(at: Instant | undefined, now: Date): boolean {
  return at !== undefined && now.getTime() - Date.parse(at) < DAY;
}
