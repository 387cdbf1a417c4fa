import * as z from 'zod';
import { instantSchema } from '../ids.ts';

/** What a user is told of (PRODUCT E3). */
const userNotificationKindSchema = z.enum(['reconnect-needed', 'key-refused', 'hold']);
export type UserNotificationKind = z.infer<typeof userNotificationKindSchema>;

/** What a link remembers of the notices to its person. */
export const userNotificationsSchema = z.object({
  off: z.boolean(),
  /** When each kind was last sent, or would have been if there were a way. */
  told: z.partialRecord(userNotificationKindSchema, instantSchema),
});
export const NEVER_TOLD: z.infer<typeof userNotificationsSchema> = { off: false, told: {} };
