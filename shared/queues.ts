import * as z from 'zod';
import {
  type Instant,
  instantSchema,
  type LinkKey,
  type OrganizationId,
  organizationIdSchema,
  type SecretName,
  secretNameSchema,
  type UserId,
  userIdSchema,
} from './ids.ts';

const link = {
  v: z.literal(1),
  organizationId: organizationIdSchema,
  userId: userIdSchema,
  generation: z.number().int(),
};

/** "Look at this link." Never "do this write": a message that is doubled, late or out of order does no harm. */
export const syncMessageSchema = z.object({
  ...link,
  reason: z.enum(['timer', 'linked', 'asked', 'key-changed', 'continuation']),
  /** The minute that a timer message serves. */
  tick: instantSchema.nullable(),
  /** Waits in the queue for runs with much to write, so that a short one never waits for them. */
  bulk: z.boolean().optional(),
});
export type SyncMessage = z.infer<typeof syncMessageSchema>;

/**
 * "Look at this link." A link that was just made has all of its cards to write, so that its message goes to the queue of
 * long runs at once.
 *
 * @param tick the minute that a timer message serves
 */
export function syncMessage(
  { organizationId, userId }: LinkKey,
  generation: number,
  reason: SyncMessage['reason'],
  tick: Instant | null = null,
): SyncMessage {
  const message: SyncMessage = { v: 1, organizationId, userId, generation, reason, tick };
  return reason === 'linked' ? { ...message, bulk: true } : message;
}

/** The message of a run that leaves the rest of its work to the next one. */
export function continuationOf(message: SyncMessage): SyncMessage {
  return { ...message, reason: 'continuation', tick: null };
}

/** "See whether this link, any link of this organization, all data of it, or a secret of it, has to go." */
export const cleanUpMessageSchema = z.discriminatedUnion('scope', [
  z.object({ scope: z.literal('link'), ...link }),
  z.object({ scope: z.literal('organization'), v: z.literal(1), organizationId: organizationIdSchema }),
  z.object({
    scope: z.literal('secret'),
    v: z.literal(1),
    organizationId: organizationIdSchema,
    /** Whose link may name the secret. */
    userId: userIdSchema,
    secret: secretNameSchema,
    /** How often the vault was asked to forget it. */
    tries: z.number().int().default(0),
  }),
  z.object({
    scope: z.literal('erasure'),
    v: z.literal(1),
    organizationId: organizationIdSchema,
    /** How often it was asked for. Messages of an earlier time end, so that one at a time goes round. */
    turn: z.number().int().default(0),
    /** How often all was gone through while the vault had not forgotten everything. */
    rounds: z.number().int().default(0),
    /** The secret that was deleted last, once there is one. */
    lastSecret: secretNameSchema.optional(),
  }),
]);
export type CleanUpMessage = z.infer<typeof cleanUpMessageSchema>;

/** "See whether this link has to go." */
export function linkCleanUp({ organizationId, userId }: LinkKey, generation: number): CleanUpMessage {
  return { scope: 'link', v: 1, organizationId, userId, generation };
}

/** "See whether any link of this organization has to go." */
export function organizationCleanUp(organizationId: OrganizationId): CleanUpMessage {
  return { scope: 'organization', v: 1, organizationId };
}

/** Whose link may name a secret; `null` for a secret of no link. */
export interface SecretOwner {
  readonly organizationId: OrganizationId;
  readonly userId: UserId | null;
}

/** Somebody who has no link. The release before takes no message about a secret without a person. */
const NOBODY = userIdSchema.parse('nobody');

/** "See whether this secret has to go." */
export function secretCleanUp({ organizationId, userId }: SecretOwner, secret: SecretName): CleanUpMessage {
  return { scope: 'secret', v: 1, organizationId, userId: userId ?? NOBODY, secret, tries: 0 };
}

/** "Erase this organization." @param turn how often it was asked for */
export function erasureMessage(organizationId: OrganizationId, turn: number): CleanUpMessage {
  return { scope: 'erasure', v: 1, organizationId, turn, rounds: 0 };
}

/** "See whether this user, or the administrators, are to be told something." What, the state of the world says. */
export const notificationMessageSchema = z.object({
  v: z.literal(1),
  organizationId: organizationIdSchema,
  /** `null`: the administrators. */
  userId: userIdSchema.nullable(),
  /** The invitations that wait are meant instead (PRODUCT E9). */
  invitations: z.literal(true).optional(),
});
export type NotificationMessage = z.infer<typeof notificationMessageSchema>;

/** "See whether somebody is to be told something." @param userId `null` for the administrators */
export function notificationMessage(organizationId: OrganizationId, userId: UserId | null): NotificationMessage {
  return { v: 1, organizationId, userId };
}

/** "Send the invitations of this organization that wait." */
export function invitationsMessage(organizationId: OrganizationId): NotificationMessage {
  return { v: 1, organizationId, userId: null, invitations: true };
}

/** The queues. A delay is for throttling only: the platform scales by the number of messages, hidden ones included. */
export interface Queues {
  sync(message: SyncMessage, delaySeconds?: number): Promise<void>;
  cleanUp(message: CleanUpMessage, delaySeconds?: number): Promise<void>;
  notification(message: NotificationMessage, delaySeconds?: number): Promise<void>;
}

export const SYNC_QUEUE = 'sync-user';
export const BULK_SYNC_QUEUE = 'sync-user-bulk';
export const CLEAN_UP_QUEUE = 'clean-up-link';
export const NOTIFICATION_QUEUE = 'send-notice';
