import * as z from 'zod';

/** The reasons for which a link stops until its user acts (PRODUCT C11). */
const STOPS = ['access-revoked', 'no-mailbox', 'key-refused', 'access-denied'] as const;

export const stopReasonSchema = z.enum(STOPS);
export type StopReason = z.infer<typeof stopReasonSchema>;

/**
 * Why a run failed, as stored in the link and explained by the screens. A code that this version does not know, written
 * by a newer or an older one, is read as `unknown`.
 */
export const runFailureCodeSchema = z
  .enum([
    ...STOPS,
    // The card system.
    'cards-throttled',
    'cards-unavailable',
    'cards-unreadable',
    // The sign-in.
    'consent-missing',
    // The tenant refuses although it consented: access across tenants, Exchange switched off.
    'tenant-blocked',
    'service-credential',
    'sign-in-unavailable',
    // The mailbox.
    'throttled',
    'unauthorized',
    'mailbox-full',
    'property-quota',
    'mailbox-unavailable',
    'mailbox-unexpected',
    'folder-name-taken',
    // The run itself.
    'poisoned',
    'unknown',
  ])
  .catch('unknown');
export type RunFailureCode = z.infer<typeof runFailureCodeSchema>;
