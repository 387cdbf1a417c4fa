import type { Instant } from '../ids.ts';
import type { Link, SyncState } from './link.ts';
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

/** Whether the organization's links are served: its connection stands, and may rest. */
export type Service = 'on' | 'paused' | 'off';

/** What the screen says, given the link (`undefined` for somebody new) and whether the organization is served. */
export function linkStatus(link: Link | undefined, service: Service, now: Date): LinkStatus {
  const connected = service !== 'off';
  switch (link?.state.name) {
    case 'linked':
      return linkedStatus(link, service, now);
    case 'reconnect-needed': {
      const { reason } = link.state;
      return reason === 'key-refused' ? { name: 'key-refused' } : { name: 'reconnect-needed', reason };
    }
    case 'unlinking':
      return { name: 'unlinking' };
    case 'linking':
      return { name: connected ? 'broken-off' : 'not-connected' };
    case 'not-linked':
    case undefined:
      return { name: connected ? 'not-linked' : 'not-connected' };
  }
}

function linkedStatus({ cardKey, pausedAt, sync }: Link, service: Service, now: Date): LinkStatus {
  if (service === 'off') return { name: 'disconnected' };
  if (service === 'paused' || pausedAt !== null) return { name: 'paused' };
  if (cardKey === null) return { name: 'key-missing' };
  const { notBefore, progress, lastFailure, lastSuccess, hold, rebuildAsked, repairAsked } = sync;
  if (notBefore !== null && Date.parse(notBefore) > now.getTime()) {
    return { name: 'waiting', until: notBefore, code: lastFailure?.code ?? null };
  }
  if (progress !== null) return { name: 'running', progress };
  if (lastFailure !== null) return { name: 'failing', code: lastFailure.code };
  if (hold !== null && hold.decision !== null) return { name: 'decided' };
  if (lastSuccess === null || rebuildAsked !== null || repairAsked !== null) return { name: 'starting' };
  return { name: hold === null ? 'up-to-date' : 'held' };
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
