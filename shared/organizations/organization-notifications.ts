import * as z from 'zod';
import { instantSchema, secretNameSchema } from '../ids.ts';

/** Kinds of notifications to an organization's administrators (PRODUCT E3). */
const administratorNotificationKindSchema = z.enum(['consent-missing', 'holds', 'plan']);
export type AdministratorNotificationKind = z.infer<typeof administratorNotificationKindSchema>;

/** Also `trial`: a test message that an administrator sends to check the delivery. */
export type AdministratorMessageKind = AdministratorNotificationKind | 'trial';
const outcomeSchema = z
  .discriminatedUnion('sent', [
    z.object({ sent: z.literal(true) }),
    z.object({ sent: z.literal(false), code: z.string() }),
  ])
  .nullable();

/** Result of the last message to the administrators; `null` for a channel that was not used. */
const lastDeliverySchema = z.object({ at: instantSchema, mail: outcomeSchema, webhook: outcomeSchema });
export type LastDelivery = z.infer<typeof lastDeliverySchema>;

/**
 * Recipients of an organization's notifications, and what was sent. Without an address and a webhook, nothing is sent.
 */
export const organizationNotificationsSchema = z.object({
  to: z.array(z.string()),
  /** The language of the administrator who entered the addresses. */
  language: z.enum(['ja', 'en']),
  webhook: z.object({ url: z.string(), secret: secretNameSchema }).nullable(),
  told: z.partialRecord(administratorNotificationKindSchema, instantSchema),
  last: lastDeliverySchema.nullable().default(null),
});

export const NOBODY_TOLD: z.infer<typeof organizationNotificationsSchema> = {
  to: [],
  language: 'ja',
  webhook: null,
  told: {},
  last: null,
};
