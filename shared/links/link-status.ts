import { foldAscii } from '../ascii-case.ts';
import type { Instant } from '../ids.ts';
import { eligibility, isActive, isOfEarlierConnection, type Service } from './eligibility.ts';
import type { Hold, Link, SyncState } from './link.ts';
import type { RunFailureCode, StopReason } from './run-failure.ts';

/** How things stand with a person's link, as the screen says it (PRODUCT B6). One at a time: what matters most. */
export type LinkStatus =
  | { readonly name: 'not-connected' }
  | { readonly name: 'not-linked' }
  /** The sign-in, or what follows it, did not come to its end. */
  | { readonly name: 'broken-off' }
  | { readonly name: 'unlinking' }
  | { readonly name: 'reconnect-needed'; readonly reason: Exclude<StopReason, 'key-refused'> }
  /** It takes another key, and no new sign-in. */
  | { readonly name: 'key-refused' }
  /** Linked, but the organization is not connected any more, or its plan has lapsed. */
  | { readonly name: 'disconnected' }
  /** The administrator has this link rest, or all of them. */
  | { readonly name: 'paused' }
  | { readonly name: 'key-missing' }
  /** `code` says who asked to wait; `null` when it is the pace of the mailbox. */
  | { readonly name: 'waiting'; readonly until: Instant; readonly code: RunFailureCode | null }
  | { readonly name: 'running'; readonly progress: NonNullable<SyncState['progress']> }
  | { readonly name: 'failing'; readonly code: RunFailureCode }
  | { readonly name: 'starting' }
  /** Removals wait for the person's word. */
  | { readonly name: 'held' }
  /** They have it, and the next run does as it says. */
  | { readonly name: 'decided' }
  | { readonly name: 'up-to-date' };

/**
 * What the screen says.
 *
 * @param link `undefined` for somebody new
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
      // Where the organization has connected again, the link of the former connection is about to be tidied up.
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

function servedStatus({ progress, lastFailure, lastSuccess, hold, rebuildAsked, repairAsked }: SyncState): LinkStatus {
  if (progress !== null) return { name: 'running', progress };
  if (lastFailure !== null) return { name: 'failing', code: lastFailure.code };
  if (hold !== null && hold.decision !== null) return { name: 'decided' };
  if (lastSuccess === null || rebuildAsked !== null || repairAsked !== null) return { name: 'starting' };
  return { name: hold === null ? 'up-to-date' : 'held' };
}

/** How a person stands in the administrator's list (PRODUCT E1), in the order of its totals. Stored with the link. */
export const USER_STATUSES = [
  'working',
  'starting',
  'held',
  'failing',
  'key-missing',
  'key-refused',
  'reconnect-needed',
  'paused',
  'ending',
  'not-linked',
] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

/** The hour at which the list looks: it is no matter to what the list tells apart, since that is stored. */
const ANY_HOUR = new Date(0);

/**
 * What the list says by the link alone, as of an organization that serves it. It is stored with the link, so that a list
 * can be filtered and counted by it.
 */
export function storedUserStatus(link: Link): UserStatus {
  const generation = 'generation' in link.state ? link.state.generation : 0;
  const serving: Service = { entitled: true, pausedAt: null, contacts: { state: 'connected', generation } };
  return coarsen(linkStatus(link, serving, ANY_HOUR), link.sync);
}

/** The same, knowing the connection's generation: a link of an earlier one is ending, whatever its state says yet. */
export function userStatus(link: Link, generation: number): UserStatus {
  return isOfEarlierConnection(link, generation) ? 'ending' : storedUserStatus(link);
}

/** The list's word for what the screen says. What goes on just now is one to it; what waits for somebody comes first. */
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
    case 'up-to-date':
      if (openHold(sync) !== undefined) return 'held';
      if (sync.lastFailure !== null) return 'failing';
      return sync.lastSuccess === null ? 'starting' : 'working';
  }
}

/** Removals that wait for a person's word (PRODUCT C6). */
export function openHold({ hold }: Pick<SyncState, 'hold'>): Hold | undefined {
  return hold === null || hold.decision !== null ? undefined : hold;
}

/**
 * The mailbox that is written to, where it does not bear the person's own address. It may be right: many sign in at
 * Microsoft by another one.
 */
export function otherMailbox({ email, state }: Link): string | undefined {
  const mailbox = 'folder' in state ? state.mailbox.name : '';
  return mailbox === '' || foldAscii(mailbox) === email ? undefined : mailbox;
}

/** Whether something goes on by itself that is worth watching. */
export function isMoving({ name }: LinkStatus): boolean {
  return name === 'running' || name === 'starting' || name === 'decided' || name === 'unlinking';
}

/** What a running sync has done of how much, how fast, and how long it takes at that rate. */
export interface Pace {
  readonly done: number;
  readonly total: number;
  /** `undefined` as long as too little is done to tell. */
  readonly perMinute: number | undefined;
  readonly secondsLeft: number | undefined;
}

/** Seconds of a run that are too few to tell how fast it is. */
const TOO_EARLY = 5;

export function paceOf({ from, done, total, since }: NonNullable<SyncState['progress']>, now: Date): Pace {
  const seconds = (now.getTime() - Date.parse(since)) / 1000;
  const written = done - from;
  if (written <= 0 || seconds < TOO_EARLY) return { done, total, perMinute: undefined, secondsLeft: undefined };
  return { done, total, perMinute: (written / seconds) * 60, secondsLeft: ((total - done) * seconds) / written };
}
