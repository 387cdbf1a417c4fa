import * as z from 'zod';
import type { Clock } from '../clock.ts';
import {
  instant,
  instantSchema,
  type LinkKey,
  type OrganizationId,
  organizationIdSchema,
  type UserId,
  userIdSchema,
} from '../ids.ts';

/** What happened, in the words of the screens' dictionary. */
const activityKindSchema = z.enum([
  'consent-asked',
  'consent-failed',
  'consent-link-made',
  'consent-link-revoked',
  'consent-withdrawn',
  'consent-missing',
  'consent-restored',
  'connected',
  'disconnected',
  'linked',
  'unlinked',
  'key-supplied',
  'key-refused',
  'key-withdrawn',
  'notices-chosen',
  'notices-tried',
  'settings-changed',
  'paused',
  'resumed',
  'hold-decided',
  'first-sync-finished',
  'folder-made-again',
  'folder-kept',
  'removals-held',
  'reconnect-needed',
  'run-poisoned',
]);
export type ActivityKind = z.infer<typeof activityKindSchema>;

/** One line of the audit log: who, what, when, result. Never card content. */
export const activitySchema = z.object({
  at: instantSchema,
  organizationId: organizationIdSchema,
  /** Whose link it concerns; `null` for the organization as a whole. */
  userId: userIdSchema.nullable(),
  /** Whose link it concerns, when that person has not been here yet. */
  address: z.string().optional(),
  /** Who did it; `null` for the service itself. */
  actor: z.string().nullable(),
  kind: activityKindSchema,
  /** A code that says more, e.g. why a consent failed. */
  detail: z.string().nullable(),
});
export type Activity = z.infer<typeof activitySchema>;

export interface ActivityLog {
  record(activity: Activity): Promise<void>;
  /** What concerns one person, the newest first. */
  recent(person: LinkKey, most: number): Promise<readonly Activity[]>;
}

/**
 * Writes a line of the audit log.
 *
 * @param about without a user, the organization as a whole; with an address, somebody who has not been here yet
 * @param by without an actor, the service itself
 */
export async function recordActivity(
  { clock, activity }: { readonly clock: Clock; readonly activity: Pick<ActivityLog, 'record'> },
  about: {
    readonly organizationId: OrganizationId;
    readonly userId?: UserId | undefined;
    readonly address?: string | undefined;
  },
  kind: ActivityKind,
  { actor = null, detail = null }: Partial<Pick<Activity, 'actor' | 'detail'>> = {},
): Promise<void> {
  const { organizationId, userId = null, address } = about;
  const whose = { organizationId, userId, ...(address === undefined ? {} : { address }) };
  await activity.record({ at: instant(clock.now()), ...whose, actor, kind, detail });
}

/** Whose lines of the audit log: a whole organization's, or one person's. */
interface Whose {
  readonly organizationId: Activity['organizationId'];
  /** What was done for the address before the person was here first counts as well. */
  readonly person?: { readonly userId: UserId; readonly address: string } | undefined;
}

/** The whole audit log, for the administrator. */
export interface AuditLog {
  /**
   * What happened before this moment, the newest first. More than `most` only to hold all that
   * happened at the moment of the last one, before which the next page begins.
   */
  before(whose: Whose, moment: Activity['at'], most: number): Promise<readonly Activity[]>;
}
