import * as z from 'zod';
import { contactRulesSchema, ORDINARY_RULES } from '../contacts/contact-rules.ts';
import { instantSchema, organizationIdSchema, tenantIdSchema } from '../ids.ts';
import { persisted } from '../persisted-schema.ts';
import { NOBODY_TOLD, organizationNotificationsSchema } from './organization-notifications.ts';

/** Why a consent did not lead to a connection. Each code has an explanation on the screen (PRODUCT A4). */
const consentFailureSchema = z.object({
  code: z.string(),
  at: instantSchema,
  /** Microsoft's AADSTS number and correlation id, for support. */
  aadsts: z.string().nullable(),
  correlationId: z.string().nullable(),
});

/** A valid one-time link (PRODUCT A3). Only the newest is valid, so it is stored with its connection. */
const consentLinkSchema = z.object({
  /** Hash of the secret in the link. */
  id: z.string(),
  until: instantSchema,
  /** Display name of the administrator who created it. */
  madeBy: z.string(),
  /** When somebody first went on to the consent with it. */
  pressedAt: instantSchema.optional(),
});

/** Microsoft answered that the tenant's consent is missing (PRODUCT A3). */
const consentMissingSchema = z.object({
  since: instantSchema,
  /**
   * `true` when Microsoft said so in a token answer; `false` when it comes from a browser's callback, which can be
   * forged.
   */
  proven: z.boolean(),
  cause: z.string(),
  aadsts: z.string().nullable(),
  correlationId: z.string().nullable(),
});

/** State of one capability of an organization. */
const connectionSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('off'), generation: z.number().int() }),
  z.object({
    state: z.literal('waiting'),
    generation: z.number().int(),
    tenantId: tenantIdSchema,
    since: instantSchema,
    until: instantSchema,
    failure: consentFailureSchema.nullable(),
    consentLink: consentLinkSchema.optional(),
  }),
  z.object({
    state: z.literal('connected'),
    generation: z.number().int(),
    tenantId: tenantIdSchema,
    since: instantSchema,
    /** Account name of the person who proved the consent. */
    provenBy: z.string(),
    missing: consentMissingSchema.optional(),
    consentLink: consentLinkSchema.optional(),
  }),
]);
export type Connection = z.infer<typeof connectionSchema>;
export type Connected = Extract<Connection, { state: 'connected' }>;
export type ConsentLink = z.infer<typeof consentLinkSchema>;

/** Amount of an organization's data at its erasure (PRODUCT D3). */
export const erasedSchema = z.object({
  people: z.number().int(),
  contacts: z.number().int(),
  keys: z.number().int(),
  activity: z.number().int(),
  sessions: z.number().int(),
  attempts: z.number().int(),
});
export type Erased = z.infer<typeof erasedSchema>;

/** A customer organization with its settings and connections. */
export const organizationSchema = persisted({
  schema: z.literal(1),
  id: organizationIdSchema,
  name: z.string(),
  /** Whether the contract plan includes the feature, as of the last sign-in of anybody in the organization. */
  entitled: z.boolean(),
  /** Since when the plan lacks the feature; `null` while it has it, or when the change was not observed. */
  lapsedAt: instantSchema.nullable().default(null),
  /** URL template of a card's detail page, with `{id}`; empty when the organization has none. */
  cardUrlTemplate: z.string(),
  contactRules: contactRulesSchema.default(ORDINARY_RULES),
  /** Whether people may link the mailbox of another account than that of the portal (PRODUCT B1). */
  otherAccountsAllowed: z.boolean().default(true),
  /** Since when an administrator has paused all links; `null` when not paused (PRODUCT E1). */
  pausedAt: instantSchema.nullable().default(null),
  /** The last disconnect and the number of links it ended, for showing the progress of their clean-up (PRODUCT D2). */
  ended: z.object({ at: instantSchema, links: z.number().int() }).nullable().default(null),
  contacts: connectionSchema,
  mail: connectionSchema,
  notices: organizationNotificationsSchema.default(NOBODY_TOLD),
  /** When everything that an administrator does first was seen done (PRODUCT G4); `null` before. */
  setUpAt: instantSchema.nullable().default(null),
  /** Set while all data of the organization is being erased. `found` is counted before the first deletion. */
  erasure: z
    .object({ askedAt: instantSchema, turn: z.number().int().default(0), found: erasedSchema.nullable() })
    .nullable()
    .default(null),
});
export type Organization = z.infer<typeof organizationSchema>;

const NOT_CONNECTED: Connection = { state: 'off', generation: 0 };

/** The initial state of an organization. */
export function newOrganization(id: Organization['id'], name: string, entitled: boolean): Organization {
  return {
    schema: 1,
    id,
    name,
    entitled,
    lapsedAt: null,
    cardUrlTemplate: '',
    contactRules: ORDINARY_RULES,
    otherAccountsAllowed: true,
    pausedAt: null,
    ended: null,
    contacts: NOT_CONNECTED,
    mail: NOT_CONNECTED,
    notices: NOBODY_TOLD,
    setUpAt: null,
    erasure: null,
  };
}
