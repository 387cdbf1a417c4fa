import { CLIENT_SECRET, CONTACTS_APP, IDENTITY, MAIL_APP, PORTAL_APP } from './app-registrations.ts';
import { DEPLOYER, ENTITLED_PLANS, PORTAL_TENANT } from './sample-data/world.ts';

/** Who signs people in at the portal: the company's own tenant, or the card system. */
export type PortalWay = 'entra' | 'openid';
export type MailWay = 'smtp' | 'communication-services';

type Settings = Readonly<Record<string, string>>;

/** Where the services are that the settings name. */
interface ServiceAddresses {
  readonly cosmos: { readonly origin: string; readonly key: string };
  readonly keyVault: { readonly origin: string };
  readonly entra: { readonly origin: string };
  readonly graph: { readonly origin: string };
  readonly sansan: { readonly origin: string };
  readonly notices: { readonly origin: string; readonly smtp: string };
  readonly communicationServices: { readonly origin: string };
  readonly portal: { readonly issuer: string };
  readonly queues: { readonly connectionString: string };
}

export const IDENTITY_HEADER = 'for-this-machine-only';
export const NOTICE_FROM = 'notices@meishi-sync.example.com';
/** The client of the portal at the card system's OpenID provider. */
export const PORTAL_CLIENT = 'meishi-sync';

/** How the local stack sends mail: a company's deployment as Azure sets it up, a vendor's by a mail server of its own. */
export function mailWayOf(portal: PortalWay): MailWay {
  return portal === 'entra' ? 'communication-services' : 'smtp';
}

/** The settings of either portal, with those of the other one empty. */
export function portalSettings(issuer: string): Readonly<Record<PortalWay, Settings>> {
  return {
    entra: {
      PORTAL_SIGN_IN: 'entra',
      PORTAL_TENANT_ID: PORTAL_TENANT.id,
      PORTAL_APP_CLIENT_ID: PORTAL_APP,
      PORTAL_APP_MANAGED_IDENTITY: IDENTITY.clientId,
      PORTAL_ADMINISTRATORS: DEPLOYER,
      ORGANIZATION_NAME: PORTAL_TENANT.name,
      PORTAL_OIDC_ISSUER: '',
      PORTAL_OIDC_CLIENT_ID: '',
      PORTAL_OIDC_CLIENT_SECRET: '',
      PORTAL_ENTITLED_PLANS: '',
    },
    openid: {
      PORTAL_SIGN_IN: 'openid',
      PORTAL_OIDC_ISSUER: issuer,
      PORTAL_OIDC_CLIENT_ID: PORTAL_CLIENT,
      PORTAL_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      PORTAL_ENTITLED_PLANS: ENTITLED_PLANS,
      PORTAL_TENANT_ID: '',
      PORTAL_APP_CLIENT_ID: '',
      PORTAL_APP_MANAGED_IDENTITY: '',
      PORTAL_ADMINISTRATORS: '',
      ORGANIZATION_NAME: '',
    },
  };
}

function mailSettings({ notices, communicationServices }: ServiceAddresses): Readonly<Record<MailWay, Settings>> {
  return {
    smtp: { SMTP_URL: notices.smtp, COMMUNICATION_ENDPOINT: '', NOTICE_PACE: '' },
    'communication-services': {
      SMTP_URL: '',
      COMMUNICATION_ENDPOINT: communicationServices.origin,
      // As infra/modules/mail.bicep says of a domain that Azure manages.
      NOTICE_PACE: '5/10',
    },
  };
}

/** The settings of an app that is served at this origin and uses these services. */
export function appSettings(services: ServiceAddresses, appOrigin: string, portal: PortalWay, mail: MailWay): Settings {
  const { cosmos, keyVault, entra, graph, sansan, notices, queues } = services;
  return {
    AzureWebJobsDisableHomepage: 'true',
    FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '1100000',
    PORTAL_BASE_URL: appOrigin,
    PORTAL_SESSION_KEY: Buffer.alloc(32, 'a key for this machine only').toString('base64'),
    ...portalSettings(services.portal.issuer)[portal],
    IDENTITY_ENDPOINT: `${entra.origin}/msi/token`,
    IDENTITY_HEADER,
    ENTRA_AUTHORITY_HOST: entra.origin,
    CONTACTS_APP_CLIENT_ID: CONTACTS_APP,
    CONTACTS_APP_CLIENT_SECRET: CLIENT_SECRET,
    MAIL_APP_CLIENT_ID: MAIL_APP,
    MAIL_APP_CLIENT_SECRET: CLIENT_SECRET,
    GRAPH_BASE_URL: graph.origin,
    SANSAN_BASE_URL: sansan.origin,
    CARD_URL_HOSTS: new URL(sansan.origin).host,
    COSMOS_ENDPOINT: cosmos.origin,
    COSMOS_KEY: cosmos.key,
    KEY_VAULT_URL: keyVault.origin,
    SYNC_QUEUE: queues.connectionString,
    ...mailSettings(services)[mail],
    NOTICE_FROM,
    NOTICE_WEBHOOK_ON_THIS_MACHINE: new URL(notices.origin).host,
    EGRESS_IPS: '203.0.113.10',
  };
}
