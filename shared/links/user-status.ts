import type { Link } from './link.ts';

/** Where a person stands in the administrator's list (PRODUCT E1), in the order of its totals. */
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

/** What the link alone says. It is stored with the link, so that a list can be filtered and counted by it. */
export function statusOfLink({ state, pausedAt, cardKey, sync }: Link): UserStatus {
  switch (state.name) {
    case 'not-linked':
    case 'linking':
      return 'not-linked';
    case 'unlinking':
      return 'ending';
    case 'reconnect-needed':
      // It takes another key, and no new sign-in.
      return state.reason === 'key-refused' ? 'key-refused' : 'reconnect-needed';
    case 'linked':
      if (pausedAt !== null) return 'paused';
      if (cardKey === null) return 'key-missing';
      if (sync.hold !== null && sync.hold.decision === null) return 'held';
      if (sync.lastFailure !== null) return 'failing';
      return sync.lastSuccess === null ? 'starting' : 'working';
  }
}

/** The same, knowing the connection's generation: a link of an earlier one is ending, whatever its state says yet. */
export function userStatus(link: Link, generation: number): UserStatus {
  return 'generation' in link.state && link.state.generation < generation ? 'ending' : statusOfLink(link);
}
