import * as z from 'zod';
import { foldAscii } from './ascii-case.ts';
import type { SealKeys } from './identity/sealed-cookie.ts';
import { instantSchema, tenantIdSchema } from './ids.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** An address of a service. Plain http is accepted for this machine only, since tokens and keys travel on it. */
const serviceUrl = z
  .url({ protocol: /^https?$/, abort: true })
  .refine((value) => value.startsWith('https:') || LOOPBACK.has(new URL(value).hostname), {
    error: 'must be https, unless it is on this machine (localhost, 127.0.0.1)',
  })
  .transform((value) => value.replace(/\/+$/, ''));
const text = z.string().min(1);
const list = z.string().transform((value) => value.split(/[\s,]+/).filter((part) => part !== ''));
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** A mail server. `smtp:` is upgraded to TLS, so it may be anywhere; its password is in it. */
const smtpUrl = z.string().refine(
  (value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    return (url?.protocol === 'smtp:' || url?.protocol === 'smtps:') && url.hostname !== '';
  },
  { error: 'must look like smtps://user:password@host:465 or smtp://user:password@host:587' },
);
/** Mails per minute and per hour. */
const mailPace = z
  .string()
  .regex(/^[1-9]\d{0,5}\/[1-9]\d{0,5}$/, { error: 'must look like 30/100: mails per minute, and per hour' })
  .transform((value) => {
    const [perMinute = 0, perHour = 0] = value.split('/').map(Number);
    return { perMinute, perHour };
  });
const loopbackHost = z.string().refine((value) => /:\d+$/.test(value) && LOOPBACK.has(value.replace(/:\d+$/, '')), {
  error: 'must be a host and port of this machine, like 127.0.0.1:8025',
});

/** The key that seals, and after a comma the former one while it is being replaced. */
const sessionKeys = z
  .string()
  .transform((value): SealKeys => {
    const [first = new Uint8Array(), ...others] = value
      .split(',')
      .map((key) => new Uint8Array(Buffer.from(key, 'base64')));
    return [first, ...others];
  })
  .refine((keys) => keys.every((key) => key.length === 32), {
    error: 'must be 32 random bytes in base64 (openssl rand -base64 32)',
  });

/** An empty value counts as none, so that a deployment can leave alone what belongs to the other portal. */
const orDefault = (value: string) => z.preprocess((given) => (given === '' ? undefined : given), text.default(value));

/** Who signs people in at the portal: the organization's own tenant, or the card system's OpenID provider. */
const entraPortal = z.object({
  PORTAL_SIGN_IN: z.literal('entra'),
  PORTAL_TENANT_ID: tenantIdSchema,
  PORTAL_APP_CLIENT_ID: z.guid(),
  PORTAL_APP_MANAGED_IDENTITY: z.guid(),
  PORTAL_ADMINISTRATORS: list
    .default([])
    .refine((ids) => ids.every((id) => z.guid().safeParse(id).success), {
      error: 'must be object ids (GUIDs) of Entra ID, separated by commas; not addresses or names',
    })
    .transform((ids) => ids.map(foldAscii)),
  ORGANIZATION_NAME: z.string().default(''),
});
const openidPortal = z.object({
  PORTAL_SIGN_IN: z.literal('openid'),
  PORTAL_OIDC_ISSUER: serviceUrl,
  PORTAL_OIDC_CLIENT_ID: text,
  PORTAL_OIDC_CLIENT_SECRET: text,
  PORTAL_CLAIM_ORGANIZATION: orDefault('organization'),
  PORTAL_CLAIM_ROLE: orDefault('role'),
  PORTAL_CLAIM_PLAN: orDefault('plan'),
  PORTAL_ADMINISTRATOR_ROLE: orDefault('administrator'),
  PORTAL_ENTITLED_PLANS: list,
});
const portalSchema = z.discriminatedUnion('PORTAL_SIGN_IN', [entraPortal, openidPortal], {
  error: 'must be entra or openid',
});

const environmentSchema = z.object({
  PORTAL_BASE_URL: serviceUrl,
  PORTAL_SESSION_KEY: sessionKeys,
  ENTRA_AUTHORITY_HOST: serviceUrl.default('https://login.microsoftonline.com'),
  ENTRA_ACCEPTED_ROLES: list.default([
    // Global Administrator and Privileged Role Administrator.
    '62e90394-69f5-4237-9190-012177145e10',
    'e8611ab8-c189-46e8-94e1-60213ab1f814',
  ]),
  CONTACTS_APP_CLIENT_ID: z.guid(),
  CONTACTS_APP_CLIENT_SECRET: optional(text),
  CONTACTS_APP_MANAGED_IDENTITY: optional(z.guid()),
  MAIL_APP_CLIENT_ID: optional(z.guid()),
  MAIL_APP_CLIENT_SECRET: optional(text),
  MAIL_APP_MANAGED_IDENTITY: optional(z.guid()),
  GRAPH_BASE_URL: serviceUrl.default('https://graph.microsoft.com'),
  SANSAN_BASE_URL: serviceUrl.default('https://api.sansan.com'),
  SANSAN_API_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, { error: 'must look like v3.2' })
    .default('v3.2'),
  SANSAN_PAGE_SIZE: z.coerce.number().int().min(1).max(300).default(300),
  SANSAN_REQUESTS_PER_SECOND: z.coerce.number().positive().default(4),
  CARD_URL_HOSTS: list.default(['sansan.com']),
  COSMOS_ENDPOINT: serviceUrl,
  COSMOS_KEY: optional(text),
  DATABASE_RESTORED_AT: optional(instantSchema),
  KEY_VAULT_URL: serviceUrl,
  SYNC_QUEUE: optional(text),
  SYNC_QUEUE__queueServiceUri: optional(serviceUrl),
  EGRESS_IPS: list.default([]),
  SMTP_URL: optional(smtpUrl),
  COMMUNICATION_ENDPOINT: optional(serviceUrl),
  NOTICE_FROM: optional(z.email()),
  NOTICE_PACE: optional(mailPace),
  NOTICE_WEBHOOK_ON_THIS_MACHINE: optional(loopbackHost),
  APPLICATIONINSIGHTS_CONNECTION_STRING: optional(text),
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: optional(text),
  SECURITY_CONTACT: optional(z.url({ protocol: /^(https|mailto|tel)$/ })),
});

/** The names of all settings, for those who compare them with what a deployment sets. */
export const SETTING_NAMES: readonly string[] = [
  ...new Set([environmentSchema, entraPortal, openidPortal].flatMap(({ shape }) => Object.keys(shape))),
];

/** Everything that can be set, checked. The names are those of `local.settings.sample.json`, which explains each. */
export type Settings = z.output<typeof environmentSchema> & z.output<typeof portalSchema>;
type Environment = Readonly<Record<string, string | undefined>>;

/** The program cannot start: one message that names every missing or wrong setting. */
export class SettingsFailure extends Error {
  override readonly name = 'SettingsFailure';
}

/** Reads the settings from environment variables. Fails with `SettingsFailure`; never repeats a value, it may be a secret. */
export function readSettings(environment: Environment): Settings {
  const way = environment['PORTAL_SIGN_IN'] || 'entra';
  const parsed = environmentSchema.safeParse(environment);
  const portal = portalSchema.safeParse({ ...environment, PORTAL_SIGN_IN: way });
  const complaints = [
    ...[...(parsed.error?.issues ?? []), ...(portal.error?.issues ?? [])].map((issue) => {
      const name = issue.path.join('.');
      return `${name}: ${environment[name] === undefined ? 'is missing' : issue.message}`;
    }),
    ...contradictions(environment, way),
  ];
  if (parsed.success && portal.success && complaints.length === 0) return { ...parsed.data, ...portal.data };
  const lines = complaints.map((complaint) => `  ${complaint}`).join('\n');
  throw new SettingsFailure(
    `meishi-sync cannot start. These settings are missing or wrong:\n${lines}\nlocal.settings.sample.json explains each of them.`,
  );
}

/** What no single setting shows. */
function contradictions(environment: Environment, way: string): string[] {
  const isSet = (name: string) => (environment[name] ?? '') !== '';
  const complaints = SETTING_NAMES.filter((name) => environment[name]?.startsWith('@Microsoft.KeyVault(')).map(
    (name) => `${name}: points to a secret in Key Vault that is not there, or that the app's identity may not read`,
  );
  for (const [own, other] of [
    [entraPortal, openidPortal],
    [openidPortal, entraPortal],
  ] as const) {
    const [chosen, unchosen] = [own, other].map(({ shape }) => shape.PORTAL_SIGN_IN.value);
    const foreign = Object.keys(other.shape).filter((name) => !(name in own.shape) && isSet(name));
    if (way === chosen && foreign.length > 0) {
      complaints.push(
        `${foreign.join(', ')}: not used with PORTAL_SIGN_IN=${chosen}. There is one portal: leave them empty, or set PORTAL_SIGN_IN=${unchosen}`,
      );
    }
  }
  for (const app of ['CONTACTS_APP', 'MAIL_APP']) {
    const ways = [`${app}_CLIENT_SECRET`, `${app}_MANAGED_IDENTITY`];
    const isNeeded = app === 'CONTACTS_APP' || isSet(`${app}_CLIENT_ID`);
    if (ways.filter(isSet).length !== (isNeeded ? 1 : 0)) {
      complaints.push(
        `${ways.join(', ')}: set exactly one of them for an app whose ${app}_CLIENT_ID is set, else neither`,
      );
    }
  }
  if (isSet('SYNC_QUEUE') === isSet('SYNC_QUEUE__queueServiceUri')) {
    complaints.push('SYNC_QUEUE, SYNC_QUEUE__queueServiceUri: set exactly one of them; the first is for an emulator');
  }
  if (isSet('SMTP_URL') && isSet('COMMUNICATION_ENDPOINT')) {
    complaints.push('SMTP_URL, COMMUNICATION_ENDPOINT: set at most one of them, mail goes one way');
  }
  if ((isSet('SMTP_URL') || isSet('COMMUNICATION_ENDPOINT')) !== isSet('NOTICE_FROM')) {
    complaints.push(
      'SMTP_URL, NOTICE_FROM: set a sender together with SMTP_URL or COMMUNICATION_ENDPOINT, or none of them: then no notices go out by mail',
    );
  }
  const endpoint = environment['COSMOS_ENDPOINT'] ?? '';
  if (isSet('COSMOS_KEY') && URL.canParse(endpoint) && !LOOPBACK.has(new URL(endpoint).hostname)) {
    complaints.push('COSMOS_KEY: is for an emulator on this machine; in the cloud the managed identity signs in');
  }
  return complaints;
}
