import type { Capability } from './capability.ts';
import { cardSourceCache } from './cards/card-source-cache.ts';
import { sansanOpenApi } from './cards/sansan-open-api.ts';
import { systemClock } from './clock.ts';
import { type WatchedConnection, watchConsent } from './consent/consent-status.ts';
import { graphMailbox } from './contacts/graph-mailbox.ts';
import { graphTransport } from './contacts/graph-transport.ts';
import { deploymentChecks } from './deployment/checks.ts';
import { WORDS } from './i18n/words.ts';
import { entraPortalSignIn } from './identity/entra-portal-sign-in.ts';
import { type AppCredential, entraSignIn } from './identity/entra-sign-in.ts';
import type { MailboxSignIn } from './identity/mailbox-sign-in.ts';
import { managedIdentityAssertion } from './identity/managed-identity.ts';
import { memoryCounters } from './identity/memory-counters.ts';
import { openidPortalSignIn } from './identity/openid-portal-sign-in.ts';
import type { PortalSignIn } from './identity/portal-sign-in.ts';
import { sealedCookies } from './identity/sealed-cookie.ts';
import { tokenProvider } from './identity/token-provider.ts';
import { type OrganizationId, secretNameSchema, type TenantId } from './ids.ts';
import { rememberTotals } from './links/remembered-totals.ts';
import { communicationServicesNotifier } from './notifications/communication-services-notifier.ts';
import { httpsWebhook } from './notifications/https-webhook.ts';
import { pacedNotifier } from './notifications/paced-notifier.ts';
import { smtpNotifier } from './notifications/smtp-notifier.ts';
import { readSettings, type Settings } from './settings.ts';
import { isShuttingDown } from './shutdown.ts';
import { cosmosActivity } from './storage/cosmos-activity.ts';
import { cosmosAttempts } from './storage/cosmos-attempts.ts';
import { cosmosConsentLinks } from './storage/cosmos-consent-links.ts';
import { cosmosCounters } from './storage/cosmos-counters.ts';
import { cosmosContainers } from './storage/cosmos-database.ts';
import { cosmosInvitations } from './storage/cosmos-invitations.ts';
import { cosmosLinks } from './storage/cosmos-links.ts';
import { cosmosOrganizationData } from './storage/cosmos-organization-data.ts';
import { cosmosOrganizations } from './storage/cosmos-organizations.ts';
import { cosmosReceipts } from './storage/cosmos-receipts.ts';
import { cosmosSchedule } from './storage/cosmos-schedule.ts';
import { cosmosSessions } from './storage/cosmos-sessions.ts';
import { cosmosSubmissions } from './storage/cosmos-submissions.ts';
import { cosmosSuppliedKeys } from './storage/cosmos-supplied-keys.ts';
import { cosmosUsers } from './storage/cosmos-users.ts';
import { keyVault } from './storage/key-vault.ts';
import { type QueueConnection, storageQueues } from './storage/storage-queues.ts';
import { LIMITS } from './sync/run-limits.ts';
import { type AzureMonitorMetrics, azureMonitorMetrics } from './telemetry/azure-monitor.ts';
import { eventLines, eventLog } from './telemetry/log.ts';
import { readiness } from './telemetry/readiness.ts';

/** A secret that is not there: the vault answers that at no more cost than a lookup. */
const NOBODYS_SECRET = secretNameSchema.parse('readiness');

/** The callbacks that are registered with the sign-in services, relative to `PORTAL_BASE_URL`. */
export const CALLBACKS = {
  signIn: '/sign-in/callback',
  consent: '/consent/callback',
  proof: '/consent/proof',
  link: '/settings/microsoft-365/linked',
} as const;

/** The app registration of one capability. */
interface App {
  readonly clientId: string;
  readonly signIn: MailboxSignIn;
}

/** The program, put together: every interface with its adapter. Nothing connects before it is used. */
function compose(settings: Settings) {
  const clock = systemClock;
  const lines = eventLines((level, line) => process[level === 'error' ? 'stderr' : 'stdout'].write(`${line}\n`));
  const metrics = metricsOf(settings, (when) => lines('metrics-unavailable', { when }));
  const log = eventLog(lines, ...(metrics === undefined ? [] : [metrics.sink]));
  const at = (path: string) => `${settings.PORTAL_BASE_URL}${path}`;

  const open = cosmosContainers({ endpoint: settings.COSMOS_ENDPOINT, key: settings.COSMOS_KEY });
  const organizations = cosmosOrganizations(open);
  const links = cosmosLinks(open);
  const users = rememberTotals(cosmosUsers(open), clock);
  const attempts = cosmosAttempts(open);
  const activity = cosmosActivity(open);
  const vault = keyVault(settings.KEY_VAULT_URL);
  const queues = storageQueues(queueConnection(settings));
  const schedule = cosmosSchedule(open);
  const counters = cosmosCounters(open, settings.PORTAL_SESSION_KEY[0]);
  const notifier = notifierOf(settings);
  const paced = notifier && settings.NOTICE_PACE && pacedNotifier(notifier, settings.NOTICE_PACE, counters, clock);

  const contacts = entraSignIn({
    authorityHost: settings.ENTRA_AUTHORITY_HOST,
    clientId: settings.CONTACTS_APP_CLIENT_ID,
    credential: credential(settings.CONTACTS_APP_CLIENT_SECRET, settings.CONTACTS_APP_MANAGED_IDENTITY),
    permission: 'Contacts.ReadWrite',
  });
  const mail =
    settings.MAIL_APP_CLIENT_ID === undefined
      ? undefined
      : entraSignIn({
          authorityHost: settings.ENTRA_AUTHORITY_HOST,
          clientId: settings.MAIL_APP_CLIENT_ID,
          credential: credential(settings.MAIL_APP_CLIENT_SECRET, settings.MAIL_APP_MANAGED_IDENTITY),
          permission: 'Mail.Read',
        });
  const apps: Readonly<Record<Capability, App | undefined>> = {
    contacts: { clientId: settings.CONTACTS_APP_CLIENT_ID, signIn: contacts },
    mail:
      settings.MAIL_APP_CLIENT_ID === undefined || mail === undefined
        ? undefined
        : { clientId: settings.MAIL_APP_CLIENT_ID, signIn: mail },
  };

  const tryKey = (apiKey: string) =>
    sansanOpenApi({
      baseUrl: settings.SANSAN_BASE_URL,
      version: settings.SANSAN_API_VERSION,
      pageSize: settings.SANSAN_PAGE_SIZE,
      requestsPerSecond: settings.SANSAN_REQUESTS_PER_SECOND,
      apiKey,
    });
  const mailboxOf = (accessToken: () => Promise<string>) =>
    graphMailbox(graphTransport({ baseUrl: settings.GRAPH_BASE_URL, accessToken }));

  const common = { clock, log, organizations, links, users, attempts, activity, vault, queues };
  const sync = {
    ...common,
    tokens: tokenProvider(vault, contacts, clock),
    cardsOf: cardSourceCache((name) => vault.read(name), tryKey, clock),
    mailboxOf,
    limits: LIMITS,
    restoredAt: settings.DATABASE_RESTORED_AT ?? null,
    isShuttingDown,
  };
  return {
    ...common,
    settings,
    /** Whether the deployment serves one organization, whose administrators then operate it. */
    isForOneCompany: settings.PORTAL_SIGN_IN === 'entra',
    /** The checks of the deployment; a credential can be tried in a tenant that is known. */
    checksFor: (organizationId: OrganizationId, tenantId: TenantId | undefined) =>
      deploymentChecks({
        ...common,
        counters,
        schedule,
        reachQueues: () => queues.reach(),
        signIn: contacts,
        redirectUri: at(CALLBACKS.link),
        organizationId,
        tenantId,
        graph: settings.GRAPH_BASE_URL,
        cards: settings.SANSAN_BASE_URL,
        notifier,
        portal: settings.PORTAL_BASE_URL,
      }),
    flushMetrics: async () => metrics?.flush(),
    apps,
    sessions: cosmosSessions(open),
    submissions: cosmosSubmissions(open),
    looks: memoryCounters(clock),
    counters,
    auditLog: activity,
    schedule,
    isReady: readiness(
      { database: () => schedule.lastServed(), queues: () => queues.reach(), vault: () => vault.read(NOBODYS_SECRET) },
      clock,
      log,
    ),
    cookies: sealedCookies(settings.PORTAL_SESSION_KEY),
    portal: portalSignIn(settings, at(CALLBACKS.signIn)),
    connecting: {
      ...common,
      signInFor: (capability: Capability) => apps[capability]?.signIn,
      consentLinks: cosmosConsentLinks(open),
      // In the query, which the host strikes out in what it records of a request; the path it does not.
      consentLinkUri: at('/consent/start?link='),
      consentCallbackUri: at(CALLBACKS.consent),
      proofCallbackUri: at(CALLBACKS.proof),
      acceptedRoles: settings.ENTRA_ACCEPTED_ROLES,
    },
    linking: {
      ...common,
      signIn: contacts,
      mailboxOf,
      linkCallbackUri: at(CALLBACKS.link),
    },
    erasing: { ...common, data: cosmosOrganizationData(open), receipts: cosmosReceipts(open) },
    keys: { ...common, supplied: cosmosSuppliedKeys(open), tryKey },
    notices: {
      ...common,
      notifier: paced ?? notifier,
      /** The notifier when the sender's domain has limits. */
      paced,
      webhook: httpsWebhook({ onThisMachine: settings.NOTICE_WEBHOOK_ON_THIS_MACHINE }),
      webhookOnThisMachine: settings.NOTICE_WEBHOOK_ON_THIS_MACHINE,
      portal: settings.PORTAL_BASE_URL,
    },
    invitations: {
      ...common,
      invitations: cosmosInvitations(open),
      supplied: cosmosSuppliedKeys(open),
      notifier: paced ?? notifier,
      portal: settings.PORTAL_BASE_URL,
    },
    sync,
    /** The engine's dependencies for the links of one connection, whose consent it keeps an eye on. */
    syncFor: (watched: WatchedConnection) => ({ ...sync, tokens: watchConsent(common, sync.tokens, watched) }),
  };
}

export type Services = ReturnType<typeof compose>;

let services: Services | undefined;

/** The services of this instance. `main.ts` calls it at start, so that wrong settings stop the start. */
export function theServices(): Services {
  services ??= compose(readSettings(process.env));
  return services;
}

function portalSignIn(settings: Settings, redirectUri: string): PortalSignIn {
  switch (settings.PORTAL_SIGN_IN) {
    case 'entra':
      return entraPortalSignIn({
        authorityHost: settings.ENTRA_AUTHORITY_HOST,
        tenantId: settings.PORTAL_TENANT_ID,
        clientId: settings.PORTAL_APP_CLIENT_ID,
        assertion: () => managedIdentityAssertion(settings.PORTAL_APP_MANAGED_IDENTITY),
        redirectUri,
        organizationName: settings.ORGANIZATION_NAME,
        administrators: settings.PORTAL_ADMINISTRATORS,
      });
    case 'openid':
      return openidPortalSignIn({
        issuer: settings.PORTAL_OIDC_ISSUER,
        clientId: settings.PORTAL_OIDC_CLIENT_ID,
        clientSecret: settings.PORTAL_OIDC_CLIENT_SECRET,
        redirectUri,
        claims: {
          organization: settings.PORTAL_CLAIM_ORGANIZATION,
          role: settings.PORTAL_CLAIM_ROLE,
          plan: settings.PORTAL_CLAIM_PLAN,
        },
        administratorRole: settings.PORTAL_ADMINISTRATOR_ROLE,
        entitledPlans: settings.PORTAL_ENTITLED_PLANS,
      });
  }
}

function credential(secret: string | undefined, managedIdentity: string | undefined): AppCredential {
  if (secret !== undefined) return { kind: 'secret', secret };
  if (managedIdentity !== undefined) return { kind: 'managed-identity', clientId: managedIdentity };
  throw new Error('An app registration needs a credential; the settings were checked for it.');
}

/** Metrics go where a deployment says; a stack on this machine has the lines only. */
function metricsOf(settings: Settings, failed: (when: 'start' | 'export') => void): AzureMonitorMetrics | undefined {
  const connectionString = settings.APPLICATIONINSIGHTS_CONNECTION_STRING;
  if (connectionString === undefined) return undefined;
  const managedIdentity = settings.APPLICATIONINSIGHTS_AUTHENTICATION_STRING !== undefined;
  return azureMonitorMetrics({
    connectionString,
    managedIdentity,
    role: new URL(settings.PORTAL_BASE_URL).host,
    failed,
  });
}

function notifierOf({ SMTP_URL: url, COMMUNICATION_ENDPOINT: endpoint, NOTICE_FROM: from }: Settings) {
  if (from === undefined) return undefined;
  if (url !== undefined) return smtpNotifier({ url, from, name: WORDS.ja.product });
  return endpoint === undefined ? undefined : communicationServicesNotifier({ endpoint, from });
}

function queueConnection(settings: Settings): QueueConnection {
  const { SYNC_QUEUE: value, SYNC_QUEUE__queueServiceUri: serviceUri } = settings;
  if (value !== undefined) return { kind: 'connection-string', value };
  if (serviceUri !== undefined) return { kind: 'managed-identity', serviceUri };
  throw new Error('A queue connection is needed; the settings were checked for it.');
}
