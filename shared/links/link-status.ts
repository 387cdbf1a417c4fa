import { foldAscii } from '../ascii-case.ts';
import type { Instant } from '../ids.ts';
import { eligibility, isActive, isOfEarlierConnection, type Service } from './eligibility.ts';
import type { Hold, Link, SyncState } from './link.ts';
import type { RunFailureCode, StopReason } from './run-failure.ts';

/** The status of a user's link, as the screen shows it (PRODUCT B6). If several apply, the most important one. */
export type LinkStatus =
  | { readonly name: 'not-connected' }
  | { readonly name: 'not-linked' }
  /** The sign-in, or a step of the linking after it, was not completed. */
  | { readonly name: 'broken-off' }
  | { readonly name: 'unlinking' }
  | { readonly name: 'reconnect-needed'; readonly reason: Exclude<StopReason, 'key-refused'> }
  /** The API key was refused: the user needs another key, but no new sign-in. */
  | { readonly name: 'key-refused' }
  /** Linked, but the organization is not connected any more, or its plan has lapsed. */
  | { readonly name: 'disconnected' }
  /** The administrator paused this link, or all links. */
  | { readonly name: 'paused' }
  | { readonly name: 'key-missing' }
  /** `code` says who asked to wait; `null` when the request budget of the mailbox is used up. */
  | { readonly name: 'waiting'; readonly until: Instant; readonly code: RunFailureCode | null }
  | { readonly name: 'running'; readonly progress: NonNullable<SyncState['progress']> }
  | { readonly name: 'failing'; readonly code: RunFailureCode }
  | { readonly name: 'starting' }
  /** Removals are held and wait for the person's decision (PRODUCT C6). */
  | { readonly name: 'held' }
  /** The person decided about held removals, and the next run applies the decision. */
  | { readonly name: 'decided' }
  /** Up to date but for so many cards that Outlook refused (PRODUCT C10). */
  | { readonly name: 'cards-refused'; readonly cards: number }
  | { readonly name: 'up-to-date' };

/**
 * The status that the screen shows.
 *
 * @param link `undefined` for a user who never had one
 */
export function linkStatus(link: Link | undefined, service: Service | undefined, now: Date): LinkStatus {
  const canLink = isActive(service);
  const answer = eligibility(link, service, now);
  switch (answer.kind) {
    case 'not-linked':
      return { name: canLink ? 'not-linked' : 'not-connected' };
    case 'linking':
    case 'linking-expired':
      return { name: canLink ? 'broken-off' : 'not-connected' };
    case 'unlinking':
      return { name: 'unlinking' };
    case 'disconnected':
    case 'plan-lapsed':
      if (link?.state.name === 'linking') return { name: canLink ? 'broken-off' : 'not-connected' };
      // If the organization has connected again, the link of the earlier connection is about to be cleaned up.
      return { name: canLink ? 'unlinking' : 'disconnected' };
    case 'reconnect-needed':
    case 'reconnect-expired':
      return answer.reason === 'key-refused'
        ? { name: 'key-refused' }
        : { name: 'reconnect-needed', reason: answer.reason };
    case 'organization-paused':
    case 'paused':
      return { name: 'paused' };
    case 'key-missing':
      return { name: 'key-missing' };
    case 'waiting':
      return { name: 'waiting', until: answer.until, code: link?.sync.lastFailure?.code ?? null };
    case 'eligible':
      return servedStatus(answer.link.sync);
  }
}

function servedStatus(sync: SyncState): LinkStatus {
  const { progress, lastFailure, lastSuccess, hold, rebuildAsked, repairAsked, parked } = sync;
  if (progress !== null) return { name: 'running', progress };
  if (lastFailure !== null) return { name: 'failing', code: lastFailure.code };
  if (hold !== null && hold.decision !== null) return { name: 'decided' };
  if (lastSuccess === null || rebuildAsked !== null || repairAsked !== null) return { name: 'starting' };
  if (hold !== null) return { name: 'held' };
  return parked > 0 ? { name: 'cards-refused', cards: parked } : { name: 'up-to-date' };
}

/**
 * The status of a user in the administrator's list (PRODUCT E1), in the order in which the list shows the totals.
 * Stored with the link.
 */
export const USER_STATUSES = [
  'working',
  'starting',
  'held',
  'cards-refused',
  'waiting',
  'failing',
  'key-missing',
  'key-refused',
  'reconnect-needed',
  'paused',
  'ending',
  'not-linked',
] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

/** Any time will do: the status in the list is stored with the link, and so must not depend on the time. */
const ANY_HOUR = new Date(0);

/**
 * The status in the list as it follows from the link alone, on the assumption that the organization is connected, not
 * paused, and entitled. It is stored with the link, so that the list can filter and count by it.
 */
export function storedUserStatus(link: Link): UserStatus {
  const generation = 'generation' in link.state ? link.state.generation : 0;
  const serving: Service = { entitled: true, pausedAt: null, contacts: { state: 'connected', generation } };
  return coarsen(linkStatus(link, serving, ANY_HOUR), link.sync);
}

/**
 * The status in the list; a link of an earlier generation is `ending`, even if its stored state does not say so yet.
 */
export function userStatus(link: Link, generation: number): UserStatus {
  return isOfEarlierConnection(link, generation) ? 'ending' : storedUserStatus(link);
}

/**
 * Maps a link status to the coarser status of the list. All statuses of ongoing work become one, and a status that
 * waits for somebody's action takes precedence.
 */
function coarsen({ name }: LinkStatus, sync: SyncState): UserStatus {
  switch (name) {
    case 'not-connected':
    case 'not-linked':
    case 'broken-off':
      return 'not-linked';
    case 'unlinking':
    case 'disconnected':
      return 'ending';
    case 'reconnect-needed':
    case 'key-refused':
    case 'paused':
    case 'key-missing':
      return name;
    case 'waiting':
    case 'running':
    case 'failing':
    case 'starting':
    case 'held':
    case 'decided':
    case 'cards-refused':
    case 'up-to-date':
      if (openHold(sync) !== undefined) return 'held';
      if (sync.lastFailure !== null) return isThrottled(sync.lastFailure) ? 'waiting' : 'failing';
      if (sync.lastSuccess === null) return 'starting';
      return sync.parked > 0 ? 'cards-refused' : 'working';
  }
}

/** Whether a status means that the user has no API key that works. */
export function needsKey(status: UserStatus): boolean {
  return status === 'key-refused' || status === 'key-missing';
}

/** Whether only time is needed, and nobody's action. */
function isThrottled({ code }: NonNullable<SyncState['lastFailure']>): boolean {
  return code === 'throttled' || code === 'cards-throttled';
}

/** The hold, if it still waits for a person's decision (PRODUCT C6). */
export function openHold({ hold }: Pick<SyncState, 'hold'>): Hold | undefined {
  return hold === null || hold.decision !== null ? undefined : hold;
}

/**
 * The name of the linked mailbox, if it differs from the person's address at the portal. That may be right: many people
 * sign in at Microsoft with another address.
 */
export function otherMailbox({ email, state }: Link): string | undefined {
  const mailbox = 'folder' in state ? state.mailbox.name : '';
  return mailbox === '' || foldAscii(mailbox) === email ? undefined : mailbox;
}

/** Whether the last run has done all that it could, and nothing waits for a person or for time. */
export function isSettled({ name }: LinkStatus): boolean {
  return name === 'up-to-date' || name === 'cards-refused';
}

/** Whether the status is going to change without anybody's action, so that the page refreshes itself more often. */
export function isMoving({ name }: LinkStatus): boolean {
  return name === 'running' || name === 'starting' || name === 'decided' || name === 'unlinking';
}

/** Progress of a running sync: done and total, the rate, and the time left at that rate. */
export interface Pace {
  readonly done: number;
  readonly total: number;
  /** `undefined` while too little is done to tell. */
  readonly perMinute: number | undefined;
  readonly secondsLeft: number | undefined;
}

/** Seconds after the start of a run before its rate can be told. */
const TOO_EARLY = 5;

export function paceOf({ from, done, total, since }: NonNullable<SyncState['progress']>, now: Date): Pace {
  const seconds = (now.getTime() - Date.parse(since)) / 1000;
  const written = done - from;
  if (written <= 0 || seconds < TOO_EARLY) return { done, total, perMinute: undefined, secondsLeft: undefined };
  return { done, total, perMinute: (written / seconds) * 60, secondsLeft: ((total - done) * seconds) / written };
}
