import { DAY } from '../clock.ts';
import type { Instant } from '../ids.ts';
import { type Eligibility, eligibility } from '../links/eligibility.ts';
import type { Link, UserNotificationKind } from '../links/link.ts';
import { openHold } from '../links/link-status.ts';
import type { Organization } from '../organizations/organization.ts';
import type { AdministratorNotificationKind } from '../organizations/organization-notifications.ts';

/**
 * The notice that is due for a user now, if any (PRODUCT E3): each kind at most once a day, for as long as its reason
 * lasts. None while the plan has lapsed, since the user could do nothing about it.
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
 * The notices that may be due for the administrators now (PRODUCT E3). Whether there are any holds is for the caller to
 * check. A lapsed plan is reported once, since it may last for years; a missing consent only when Microsoft itself
 * reported it to us, and not a browser by its parameters.
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
