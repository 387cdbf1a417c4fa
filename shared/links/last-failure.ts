import type { Instant } from '../ids.ts';
import type { SyncState } from './link.ts';
import type { RunFailureCode } from './run-failure.ts';

/** The failure to store in the link. One that goes on with the same code keeps the time at which it began. */
export function failureSince(
  former: SyncState['lastFailure'],
  code: RunFailureCode,
  at: Instant,
): NonNullable<SyncState['lastFailure']> {
  return { at: former?.code === code ? former.at : at, code };
}
