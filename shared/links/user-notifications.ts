import * as z from 'zod';
import { instantSchema } from '../ids.ts';

/** What a user is told of (PRODUCT E3). */
const userNoticeKindSchema = z.enum(['reconnect-needed', 'key-refused', 'hold']);
export type UserNoticeKind = z.infer<typeof userNoticeKindSchema>;

/** What a head remembers of the notices to its person. */
export const userNoticesSchema = z.object({
  off: z.boolean(),
  /** When each kind was last sent, or would have been if there were a way. */
  told: z.partialRecord(userNoticeKindSchema, instantSchema),
});
export const NEVER_TOLD: z.infer<typeof userNoticesSchema> = { off: false, told: {} };
