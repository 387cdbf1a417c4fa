import * as z from 'zod';
import { instantSchema, secretNameSchema } from '../ids.ts';

/** What the administrators of an organization are told of (PRODUCT E3). */
const administratorNotificationKindSchema = z.enum(['consent-missing', 'holds', 'plan']);
export type AdministratorNotificationKind = z.infer<typeof administratorNotificationKindSchema>;

/** With what they ask for themselves, to see whether it arrives. */
export type AdministratorMessageKind = AdministratorNotificationKind | 'trial';
const outcomeSchema = z
  .discriminatedUnion('sent', [
    z.object({ sent: z.literal(true) }),
    z.object({ sent: z.literal(false), code: z.string() }),
  ])
  .nullable();

/** What became of the last message to the administrators; `null` for a way that was not taken. */
const lastDeliverySchema = z.object({ at: instantSchema, mail: outcomeSchema, webhook: outcomeSchema });
export type LastDelivery = z.infer<typeof lastDeliverySchema>;

/** Who of an organization is told, and what was. Nobody and no webhook: nothing is sent. */
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
