import * as z from 'zod';
import { SHORTENED_FIELDS } from '../contacts/contact-fields.ts';
import {
  cardIdSchema,
  contactIdSchema,
  folderIdSchema,
  instantSchema,
  organizationIdSchema,
  secretNameSchema,
  tenantIdSchema,
  userIdSchema,
} from '../ids.ts';
import { persisted } from '../persisted-schema.ts';
import { runFailureCodeSchema, stopReasonSchema } from './run-failure.ts';
import { SLOTS } from './slot.ts';

/** The signed-in mailbox. `tid` and `oid` are the stable key of an account; the name is only shown. */
const mailboxAccountSchema = z.object({
  tenantId: tenantIdSchema,
  objectId: z.string().min(1),
  /** The account's sign-in name (claim `preferred_username`). Only for the screen, since it may change. */
  name: z.string(),
});

/** Our folder. `parentId` is the contacts folder in which it was made; if it is elsewhere, it counts as deleted. */
const linkedFolderSchema = z.object({ id: folderIdSchema, parentId: z.string() });

const bound = {
  /** The id of this link in stamps. A linking that does not continue an earlier one gets a new id. */
  linkId: z.string().min(1),
  /** The connection's generation at linking time. A message with another generation is ignored. */
  generation: z.number().int(),
  mailbox: mailboxAccountSchema,
  folder: linkedFolderSchema,
  tokens: secretNameSchema,
  since: instantSchema,
};

/** The state of a link. The transitions are in `link-transitions.ts`. */
const linkStateSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('not-linked') }),
  z.object({
    name: z.literal('linking'),
    linkId: z.string().min(1),
    /**
     * The sign-in that makes the folder. The folder's stamp carries it, so that a folder whose create had no answer can
     * be told from a folder that somebody else made.
     */
    attempt: z.string().min(1),
    generation: z.number().int(),
    mailbox: mailboxAccountSchema,
    tokens: secretNameSchema,
    /** Secret names of the tokens of earlier, unfinished sign-ins of this linking. They may still be in the vault. */
    leftBehind: z.array(secretNameSchema).default([]),
    since: instantSchema,
  }),
  persisted({ name: z.literal('linked'), ...bound }),
  persisted({ name: z.literal('reconnect-needed'), ...bound, reason: stopReasonSchema, stoppedAt: instantSchema }),
  z.object({
    name: z.literal('unlinking'),
    ...bound,
    deleteFolder: z.boolean(),
    by: z.enum(['user', 'administrator', 'service']),
    /** When the link ended; `null` in links that an earlier release wrote. */
    endedAt: instantSchema.nullable().default(null),
  }),
]);
export type LinkState = z.infer<typeof linkStateSchema>;
export type LinkedState = Extract<LinkState, { name: 'linked' }>;

/** A person's API key of the card system: the name of its secret in the vault, and the owner of the cards it opens. */
export const cardKeySchema = z.object({
  secret: secretNameSchema,
  ownerId: z.string(),
  suppliedAt: instantSchema,
  suppliedBy: z.enum(['user', 'administrator']),
});
export type CardKey = z.infer<typeof cardKeySchema>;

/** What one run did. */
const countsSchema = z.object({
  cards: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  removed: z.number().int(),
  parked: z.number().int(),
  /** Contacts whose cards left and that stay by the person's decision. */
  kept: z.number().int().default(0),
});
export type Counts = z.infer<typeof countsSchema>;
/** The counts of what the writes of a run did. */
export type Written = Omit<Counts, 'cards' | 'kept'>;

const holdSchema = z.object({
  removals: z.number().int(),
  of: z.number().int(),
  since: instantSchema,
  /** The person's decision, which applies to at most `removals` removals; `null` while there is none. */
  decision: z.enum(['apply', 'keep']).nullable(),
});
export type Hold = z.infer<typeof holdSchema>;

/**
 * Creates whose outcome may be unknown: the attempts (epochs) that sent them, and the last time one may have been sent.
 */
const unresolvedSchema = z.object({ attempts: z.array(z.number().int()), lastPost: instantSchema }).nullable();

const digestSchema = z.string().regex(/^[0-9a-f]{32}$/);

/** What the sync engine stores between runs. */
const syncStateSchema = persisted({
  /** Cards changed up to here are in the ledger. `null` before the first complete listing. */
  cursor: instantSchema.nullable(),
  /** Hashes of the cards that changed lately. A run reads no ledger row for a card whose hash is unchanged. */
  window: z.record(cardIdSchema, z.string()),
  lastSweep: instantSchema.nullable(),
  lastFolderListing: instantSchema.nullable(),
  unresolved: unresolvedSchema,
  /** Writes that had no clear answer in the last runs; see `unanswered-writes.ts`. */
  unsettled: z
    .object({ runs: z.number().int(), cards: z.array(cardIdSchema), silent: z.boolean() })
    .nullable()
    .default(null),
  /**
   * The folder was taken over with contacts that carry our stamp: listings add all to the ledger, until a whole one by
   * another run than the first, for which `lastFolderListing` is `null`.
   */
  adopting: z.boolean().default(false),
  /** Contacts that are gone from the folder and wait before they are made again; see `creation-guard.ts`. */
  absent: z.object({ contacts: z.number().int(), since: instantSchema }).nullable().default(null),
  /** Number of ledger rows of parked cards; what an earlier release left counts as none until all rows are read. */
  parked: z.number().int().default(0),
  /** When parked cards are tried again; `null`: with the next sweep that is due by its interval (PRODUCT C10). */
  triesParked: instantSchema.nullable().default(null),
  /** Second contacts of a card that the last folder listing showed, and that are ours (PRODUCT C14). */
  doubles: z.number().int().default(0),
  /**
   * What the ledger adds up to, the lease under which that was written, and when it was last compared with all rows; see
   * `ledger-digest.ts`. `null`: unknown.
   */
  ledgerDigest: z
    .object({ cards: digestSchema, contacts: digestSchema, epoch: z.number().int(), checkedAt: instantSchema })
    .nullable()
    .default(null),
  /**
   * When a sweep and a folder listing were asked for outside their intervals (sync now, new key, reconnect, missing
   * contact). It repairs nothing that is in place, in spite of its stored name.
   */
  rebuildAsked: instantSchema.nullable(),
  /** When a person asked for a repair of contacts that were changed in Outlook ("rebuild", PRODUCT B6). */
  repairAsked: instantSchema.nullable().default(null),
  /** No run begins before this moment: Microsoft or Sansan asked to wait, or a run chose to. */
  notBefore: instantSchema.nullable(),
  /** Pairs of a minute (since 1970) and the requests sent in it; see `request-budget.ts`. */
  traffic: z.array(z.tuple([z.number().int(), z.number().int()])).default([]),
  /** Number of requests in one batch; halved after the mailbox asked to wait. */
  batchSize: z.number().int(),
  /** Another run was asked for while one was in progress. */
  wanted: z.boolean(),
  lastChecked: instantSchema.nullable(),
  lastSuccess: instantSchema.nullable(),
  /**
   * Why the last run failed. `at` is when runs began to fail with this code; later failures with it do not change `at`.
   */
  lastFailure: z.object({ at: instantSchema, code: runFailureCodeSchema }).nullable(),
  counts: countsSchema.nullable(),
  /** The number of cards, day by day; see `card-history.ts`. */
  history: z
    .array(z.tuple([z.number().int(), z.number().int()]).readonly())
    .readonly()
    .default([]),
  /** Removals that look wrong and wait for a person (PRODUCT C6). */
  hold: holdSchema.nullable(),
  progress: z
    .object({
      /** `done` at the start of this run; above 0 when earlier runs did a part of the same first sync. */
      from: z.number().int().default(0),
      done: z.number().int(),
      total: z.number().int(),
      since: instantSchema,
    })
    .nullable(),
});
export type SyncState = z.infer<typeof syncStateSchema>;

const leaseSchema = z.object({
  /**
   * The number of the lease, the attempt in stamps. Grows with each lease: milliseconds since 1970, or the last plus
   * one.
   */
  epoch: z.number().int(),
  /** After this moment another worker may take the lease. */
  until: instantSchema,
});

/** An ended link of this person. Its folder is recognized by the link id in the folder's stamp (PRODUCT B3). */
const formerLinkSchema = z.object({ linkId: z.string().min(1), unresolved: unresolvedSchema });

/** The kinds of notices that a user gets (PRODUCT E3). */
const userNotificationKindSchema = z.enum(['reconnect-needed', 'key-refused', 'hold']);
export type UserNotificationKind = z.infer<typeof userNotificationKindSchema>;

/** What a link stores about the notices to its user. */
export const userNotificationsSchema = z.object({
  off: z.boolean(),
  /** When each kind was last sent, or would have been sent if there were a way to do so. */
  told: z.partialRecord(userNotificationKindSchema, instantSchema),
});
export const NEVER_TOLD: z.infer<typeof userNotificationsSchema> = { off: false, told: {} };

/** Everything that is stored about one user and that user's link, except ledger rows; one item in the database. */
export const linkSchema = persisted({
  schema: z.literal(1),
  organizationId: organizationIdSchema,
  userId: userIdSchema,
  /** The user's verified address at the portal. */
  email: z.string(),
  language: z.enum(['ja', 'en']),
  state: linkStateSchema,
  /** The slot in which the timer serves the link, see `slot.ts`; `null` while there is nothing to do for it. */
  slot: z
    .number()
    .int()
    .min(0)
    .max(SLOTS - 1)
    .nullable(),
  cardKey: cardKeySchema.nullable(),
  /** When the administrator paused this link; `null` while it is not paused (PRODUCT E1). */
  pausedAt: instantSchema.nullable().default(null),
  /** Ended links, oldest first. */
  formerLinks: z.array(formerLinkSchema).default([]),
  notices: userNotificationsSchema.default(NEVER_TOLD),
  lease: leaseSchema,
  sync: syncStateSchema,
});
export type Link = z.infer<typeof linkSchema>;

/** The code of a card that is parked because its write never had a clear answer. It is tried again as `triesParked` says. */
export const UNANSWERED_WRITE = 'unsettled';

/** What is stored about one contact: ids and hashes, never the content of the card. */
export const ledgerRowSchema = z.object({
  cardId: cardIdSchema,
  /** `null` while the card is parked and was never written. */
  contactId: contactIdSchema.nullable(),
  folderId: folderIdSchema,
  /** The lease epoch under which the contact was created; the same as in its stamp. */
  attempt: z.number().int(),
  hash: z.string(),
  notesHash: z.string(),
  /**
   * The contact's version after our last write. A different one in the folder means that somebody edited the contact.
   */
  version: z.string().nullable().default(null),
  /**
   * Graph's error code for a parked card, or `UNANSWERED_WRITE`; `null` if not parked. Tried again as `triesParked` says.
   */
  parked: z.string().nullable(),
  /** Fields from which an address or a number of the card had to be left out (PRODUCT F4); absent where there is none. */
  leftOut: z.array(z.enum(SHORTENED_FIELDS)).readonly().exactOptional(),
  /** The card left, and a person decided to keep its contact (PRODUCT C6). */
  kept: z.boolean(),
  /**
   * Attempts whose contact of this card left the folder, or that came with a folder which was taken over. A contact of
   * such an attempt beside the one in use may have been brought back by a person, so it is not a double of ours.
   */
  former: z.array(z.number().int()).readonly().exactOptional(),
});
export type LedgerRow = z.infer<typeof ledgerRowSchema>;
