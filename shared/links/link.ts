import * as z from 'zod';
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

/** The signed-in mailbox: `tid` and `oid` are the stable key of an account, the name is for people. */
const mailboxAccountSchema = z.object({
  tenantId: tenantIdSchema,
  objectId: z.string().min(1),
  /** What the person calls the account (preferred_username). For the screen only. */
  name: z.string(),
});

/** Our folder. `parentId` is the contacts folder it was made in; a folder found elsewhere counts as deleted. */
const linkedFolderSchema = z.object({ id: folderIdSchema, parentId: z.string() });

const bound = {
  /** Names this link in stamps; new with every linking that starts from nothing. */
  linkId: z.string().min(1),
  /** The connection's generation at linking time. Anything that carries another one does nothing. */
  generation: z.number().int(),
  mailbox: mailboxAccountSchema,
  folder: linkedFolderSchema,
  tokens: secretNameSchema,
  since: instantSchema,
};

/** Where a link stands. The transitions are in `link-transitions.ts`. */
const linkStateSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('not-linked') }),
  z.object({
    name: z.literal('linking'),
    linkId: z.string().min(1),
    /** The sign-in that makes the folder; its stamp tells our own lost answer from somebody's folder. */
    attempt: z.string().min(1),
    generation: z.number().int(),
    mailbox: mailboxAccountSchema,
    tokens: secretNameSchema,
    /** Tokens of earlier sign-ins of this linking, which broke off. They may be in the vault still. */
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
    /** Since when; `null` in links that an earlier release wrote. */
    endedAt: instantSchema.nullable().default(null),
  }),
]);
export type LinkState = z.infer<typeof linkStateSchema>;
export type LinkedState = Extract<LinkState, { name: 'linked' }>;

/** A person's API key of the card system: where the vault keeps it, and whose cards it opens. */
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
  /** Contacts whose cards left and that stay by the person's word. */
  kept: z.number().int().default(0),
});
export type Counts = z.infer<typeof countsSchema>;
/** What the writes of a run came to. */
export type Written = Omit<Counts, 'cards' | 'kept'>;

const holdSchema = z.object({
  removals: z.number().int(),
  of: z.number().int(),
  since: instantSchema,
  /** The person's word, good for this many removals and no more. */
  decision: z.enum(['apply', 'keep']).nullable(),
});
export type Hold = z.infer<typeof holdSchema>;

/** Creates whose outcome may be unknown: in which attempts, and when the last could have been sent. */
const unresolvedSchema = z.object({ attempts: z.array(z.number().int()), lastPost: instantSchema }).nullable();

/** What the engine remembers between runs. */
const syncStateSchema = persisted({
  /** Cards changed up to here are in the ledger. `null` before the first complete listing. */
  cursor: instantSchema.nullable(),
  /** Hashes of the cards that changed lately, so that the usual look at them reads no ledger row. */
  window: z.record(cardIdSchema, z.string()),
  lastSweep: instantSchema.nullable(),
  lastFolderListing: instantSchema.nullable(),
  unresolved: unresolvedSchema,
  /** Writes that had no clear answer in the last runs; see `unanswered-writes.ts`. */
  unsettled: z
    .object({ runs: z.number().int(), cards: z.array(cardIdSchema), silent: z.boolean() })
    .nullable()
    .default(null),
  /** The folder came with contacts under our stamp: a complete listing is to take all of them into the ledger. */
  adopting: z.boolean().default(false),
  /** When a sweep and a folder listing were asked for, whatever the hour (a new key, a reconnect, a missing contact). */
  rebuildAsked: instantSchema.nullable(),
  /** When a person asked to have contacts repaired that were changed in Outlook ("rebuild", PRODUCT B6). */
  repairAsked: instantSchema.nullable().default(null),
  /** Nothing is called before this moment: Microsoft or Sansan asked to wait. */
  notBefore: instantSchema.nullable(),
  /** Requests of the last minutes; see `request-budget.ts`. */
  traffic: z.array(z.tuple([z.number().int(), z.number().int()])).default([]),
  /** Requests in one batch; smaller after the mailbox asked to wait. */
  batchSize: z.number().int(),
  /** Somebody asked for a run while one was going. */
  wanted: z.boolean(),
  lastChecked: instantSchema.nullable(),
  lastSuccess: instantSchema.nullable(),
  /** Why the last run failed. `at` is when it first failed so; runs that go on failing the same way leave it. */
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
      /** What was done when this run began; an earlier run of the same first sync may have come so far. */
      from: z.number().int().default(0),
      done: z.number().int(),
      total: z.number().int(),
      since: instantSchema,
    })
    .nullable(),
});
export type SyncState = z.infer<typeof syncStateSchema>;

const leaseSchema = z.object({
  /** Grows with every taking; names the attempt in stamps. Milliseconds since 1970, or the next number. */
  epoch: z.number().int(),
  /** Past this moment somebody else may take over. */
  until: instantSchema,
});

/** A link of this person that ended. By its id in the stamp, its folder is known again (PRODUCT B3). */
const formerLinkSchema = z.object({ linkId: z.string().min(1), unresolved: unresolvedSchema });

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

/** Everything that is known of one user and that user's link, in one item. */
export const linkSchema = persisted({
  schema: z.literal(1),
  organizationId: organizationIdSchema,
  userId: userIdSchema,
  /** The user's verified address at the portal. */
  email: z.string(),
  language: z.enum(['ja', 'en']),
  state: linkStateSchema,
  /** When the timer comes by, see `slot.ts`; `null` while there is nothing to look after. */
  slot: z
    .number()
    .int()
    .min(0)
    .max(SLOTS - 1)
    .nullable(),
  cardKey: cardKeySchema.nullable(),
  /** Since when the administrator has this link rest; `null` while it is served (PRODUCT E1). */
  pausedAt: instantSchema.nullable().default(null),
  /** The latest is the last. */
  formerLinks: z.array(formerLinkSchema).default([]),
  notices: userNotificationsSchema.default(NEVER_TOLD),
  lease: leaseSchema,
  sync: syncStateSchema,
});
export type Link = z.infer<typeof linkSchema>;

/** Why a card is parked whose write never had a clear answer. It is tried again with every sweep. */
export const UNANSWERED_WRITE = 'unsettled';

/** What we remember of one contact: ids and hashes, never what is on the card. */
export const ledgerRowSchema = z.object({
  cardId: cardIdSchema,
  /** `null` while the card is parked before it was ever written. */
  contactId: contactIdSchema.nullable(),
  folderId: folderIdSchema,
  /** The lease epoch under which the contact was made, as its stamp says. */
  attempt: z.number().int(),
  hash: z.string(),
  notesHash: z.string(),
  /** The contact's version as our last write left it; another one in the folder says that somebody edited it. */
  version: z.string().nullable().default(null),
  /** Graph's code when the card could not be written, or `UNANSWERED_WRITE`; it is tried again when the card changes. */
  parked: z.string().nullable(),
  /** The card left, and a person decided that its contact stays. */
  kept: z.boolean(),
});
export type LedgerRow = z.infer<typeof ledgerRowSchema>;
