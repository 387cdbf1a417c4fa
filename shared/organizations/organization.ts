import * as z from 'zod';
import { contactRulesSchema, ORDINARY_RULES } from '../contacts/contact-rules.ts';
import { instantSchema, organizationIdSchema, tenantIdSchema } from '../ids.ts';
import { persisted } from '../persisted-schema.ts';
import { NOBODY_TOLD, organizationNotificationsSchema } from './organization-notifications.ts';

/** Why a consent did not become a connection. Each has its own explanation on the screen (PRODUCT A4). */
const consentFailureSchema = z.object({
  code: z.string(),
  at: instantSchema,
  /** Microsoft's number and correlation id, for support. */
  aadsts: z.string().nullable(),
  correlationId: z.string().nullable(),
});

/** A one-time link that is out (PRODUCT A3). Only the newest is good, so it stands with what it is for. */
const consentLinkSchema = z.object({
  /** Hash of what is in the link. */
  id: z.string(),
  until: instantSchema,
  /** Who made it, as that person is called at the portal. */
  madeBy: z.string(),
});

/** Somebody met with the answer that the tenant's consent is not there any more (PRODUCT A3). */
const consentMissingSchema = z.object({
  since: instantSchema,
  /** Microsoft told us so itself. What a browser brought back from a sign-in only says so. */
  proven: z.boolean(),
  cause: z.string(),
  aadsts: z.string().nullable(),
  correlationId: z.string().nullable(),
});

/** Where one capability of one organization stands. */
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
    /** Who proved the consent, as that person's account is called. */
    provenBy: z.string(),
    missing: consentMissingSchema.optional(),
    consentLink: consentLinkSchema.optional(),
  }),
]);
export type Connection = z.infer<typeof connectionSchema>;
export type Connected = Extract<Connection, { state: 'connected' }>;
export type ConsentLink = z.infer<typeof consentLinkSchema>;

/** How much there was of an organization when it was erased (PRODUCT D3). */
export const erasedSchema = z.object({
  people: z.number().int(),
  contacts: z.number().int(),
  keys: z.number().int(),
  activity: z.number().int(),
  sessions: z.number().int(),
  attempts: z.number().int(),
});
export type Erased = z.infer<typeof erasedSchema>;

/** A customer, as far as we need to know it. */
export const organizationSchema = persisted({
  schema: z.literal(1),
  id: organizationIdSchema,
  name: z.string(),
  /** Whether the contract plan includes the feature, as of the last sign-in of anybody of the organization. */
  entitled: z.boolean(),
  /** Since when it does not; `null` while it does, or when nobody saw it lapse. */
  lapsedAt: instantSchema.nullable().default(null),
  /** The address of a card's detail page, with `{id}`; empty when the organization has not given one. */
  cardUrlTemplate: z.string(),
  contactRules: contactRulesSchema.default(ORDINARY_RULES),
  /** Since when the administrator has all links rest; `null` while they are served (PRODUCT E1). */
  pausedAt: instantSchema.nullable().default(null),
  /** The last disconnect, and how many links it ended, for as long as they are tidied up (PRODUCT D2). */
  ended: z.object({ at: instantSchema, links: z.number().int() }).nullable().default(null),
  contacts: connectionSchema,
  mail: connectionSchema,
  notices: organizationNotificationsSchema.default(NOBODY_TOLD),
  /** Everything of the organization is being deleted. `found` is counted before the first of it goes. */
  erasure: z
    .object({ askedAt: instantSchema, turn: z.number().int().default(0), found: erasedSchema.nullable() })
    .nullable()
    .default(null),
});
export type Organization = z.infer<typeof organizationSchema>;

const NOT_CONNECTED: Connection = { state: 'off', generation: 0 };

/** An organization that nobody has set up yet. */
export function newOrganization(id: Organization['id'], name: string, entitled: boolean): Organization {
  return {
    schema: 1,
    id,
    name,
    entitled,
    lapsedAt: null,
    cardUrlTemplate: '',
    contactRules: ORDINARY_RULES,
    pausedAt: null,
    ended: null,
    contacts: NOT_CONNECTED,
    mail: NOT_CONNECTED,
    notices: NOBODY_TOLD,
    erasure: null,
  };
}
