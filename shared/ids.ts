import { createHash } from 'node:crypto';
import * as z from 'zod';

/** A customer of the card system; the value of the organization claim at portal sign-in. */
export const organizationIdSchema = z.string().min(1).max(255).brand<'OrganizationId'>();
export type OrganizationId = z.infer<typeof organizationIdSchema>;

/** A person of an organization; the subject claim at portal sign-in. */
export const userIdSchema = z.string().min(1).max(255).brand<'UserId'>();
export type UserId = z.infer<typeof userIdSchema>;

/** A Microsoft 365 tenant (directory). Always lower case, so that two spellings are one tenant. */
export const tenantIdSchema = z.guid().toLowerCase().brand<'TenantId'>();
export type TenantId = z.infer<typeof tenantIdSchema>;

/** Most characters of a card id: Exchange may cut what a listing shows of a stamp, which holds the id, at 255. */
const MAX_CARD_ID = 128;

/**
 * A card of the card system. Opaque and case-sensitive. One that is too long for a stamp is known by its hash
 * everywhere: the schema gives the same id for what the card system says, a ledger row and a stamp.
 */
export const cardIdSchema = z
  .string()
  .min(1)
  .overwrite((id) => (id.length > MAX_CARD_ID ? createHash('sha256').update(id).digest('base64url') : id))
  .brand<'CardId'>();
export type CardId = z.infer<typeof cardIdSchema>;

/** A contact in Outlook. Opaque, case-sensitive; changes when a person moves the contact to another folder. */
export const contactIdSchema = z.string().min(1).brand<'ContactId'>();
export type ContactId = z.infer<typeof contactIdSchema>;

/** A contact folder in Outlook. Opaque and constant. */
export const folderIdSchema = z.string().min(1).brand<'FolderId'>();
export type FolderId = z.infer<typeof folderIdSchema>;

/** The name of a secret in the vault. A hash and a random part, never a person; never used twice. */
export const secretNameSchema = z
  .string()
  .regex(/^[0-9a-zA-Z-]{1,127}$/)
  .brand<'SecretName'>();
export type SecretName = z.infer<typeof secretNameSchema>;

/** One user of one organization: the partition in which everything about a link lives. */
export interface LinkKey {
  readonly organizationId: OrganizationId;
  readonly userId: UserId;
}

/** A moment as ISO 8601 in UTC, as stored and compared. */
export const instantSchema = z.iso.datetime().brand<'Instant'>();
export type Instant = z.infer<typeof instantSchema>;

/** The stored form of a moment. */
export function instant(at: Date | number): Instant {
  return instantSchema.parse(new Date(at).toISOString());
}
