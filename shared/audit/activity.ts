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

/** The kinds of events in the audit log; each is a key of a text in the dictionaries. */
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
  'invited',
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
  'signed-in',
  'signed-out',
  'sessions-ended',
  'answer-refused',
]);
export type ActivityKind = z.infer<typeof activityKindSchema>;

/** One line of the audit log: who, what, when, result. Never card content. */
export const activitySchema = z.object({
  at: instantSchema,
  organizationId: organizationIdSchema,
  /** The user whose link the line concerns; `null` for the organization as a whole. */
  userId: userIdSchema.nullable(),
  /** The address of the person concerned, if that person has not visited the portal yet. */
  address: z.string().optional(),
  /** The name of the person who did it; `null` for the service itself. */
  actor: z.string().nullable(),
  kind: activityKindSchema,
  /** A code with details, e.g. why a consent failed. */
  detail: z.string().nullable(),
});
export type Activity = z.infer<typeof activitySchema>;

export interface ActivityLog {
  record(activity: Activity): Promise<void>;
  /** The lines that concern one person, newest first. */
  recent(person: LinkKey, most: number): Promise<readonly Activity[]>;
}

/**
 * Writes a line of the audit log.
 *
 * @param about without a user, the organization as a whole; with an address, a person who has not visited the portal
 *   yet
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

/** Selects lines of the audit log: those of a whole organization, or of one person. */
interface Whose {
  readonly organizationId: Activity['organizationId'];
  /** Includes lines with the person's address from before the person's first visit. */
  readonly person?: { readonly userId: UserId; readonly address: string } | undefined;
}

/** The whole audit log, for the administrator. */
export interface AuditLog {
  /**
   * The lines from before `moment`, newest first. More than `most` only to include all lines with the same time as the
   * last one, because the next page begins before that time.
   */
  before(whose: Whose, moment: Activity['at'], most: number): Promise<readonly Activity[]>;
}
