import { join } from 'node:path';
import { createRemoteJWKSet } from 'jose';
import { letTimePass, timeAhead } from './clock.ts';
import {
  type CommunicationServicesEmulator,
  startCommunicationServicesEmulator,
} from './emulators/communication-services/emulator.ts';
import { startCosmosEmulator } from './emulators/cosmos/emulator.ts';
import type { Emulator } from './emulators/emulator.ts';
import { type EntraControls, startEntraEmulator } from './emulators/entra/emulator.ts';
import { startGraphEmulator } from './emulators/graph/emulator.ts';
import type { GraphControls } from './emulators/graph/graph-controls.ts';
import { graphMetadata } from './emulators/graph/published-metadata.ts';
import { type KeyVaultControls, startKeyVaultEmulator } from './emulators/key-vault/emulator.ts';
import { type MailAndWebhooksEmulator, startMailAndWebhooksEmulator } from './emulators/mail-and-webhooks/emulator.ts';
import { type PortalProvider, startPortalProvider } from './emulators/openid-provider/emulator.ts';
import { NEEDS, permitsOnly } from './emulators/permissions.ts';
import { type Azurite, startAzurite } from './emulators/queue/emulator.ts';
import type { SansanControls } from './emulators/sansan/controls.ts';
import { startSansanEmulator } from './emulators/sansan/emulator.ts';
import { fileStore, memoryStore, type Store } from './emulators/store.ts';
import { provisionDatabase, provisionQueues } from './provision.ts';
import {
  type CardSupply,
  cardOwners,
  DEPLOYER,
  ENTITLED_PLANS,
  entraAccounts,
  mailboxes,
  PORTAL_TENANT,
  portalPeople,
  TENANTS,
} from './sample-data/world.ts';

/** All services that the app uses, as emulators. */
export interface Services {
  readonly cosmos: Emulator;
  readonly keyVault: Emulator & KeyVaultControls;
  readonly entra: Emulator & EntraControls;
  readonly graph: Emulator & GraphControls;
  readonly sansan: Emulator & SansanControls;
  readonly notices: MailAndWebhooksEmulator;
  readonly communicationServices: CommunicationServicesEmulator;
  readonly portal: PortalProvider;
  readonly queues: Azurite;
  /** The app settings that point to the services, with those of the chosen portal. */
  readonly settings: Readonly<Record<string, string>>;
  /** The settings of either portal, with those of the other one empty. */
  readonly portalSettings: Readonly<Record<PortalWay, Readonly<Record<string, string>>>>;
  /** Moves the clock of this process forward. A start with kept state moves it to the time of that state. */
  letTimePass(milliseconds: number): void;
  close(): Promise<void>;
}

/** Who signs people in at the portal: the company's own tenant, or the card system. */
type PortalWay = 'entra' | 'openid';
type MailWay = 'smtp' | 'communication-services';

/** How the local stack sends mail: a company's deployment as Azure sets it up, a vendor's by a mail server of its own. */
export function mailWayOf(portal: PortalWay): MailWay {
  return portal === 'entra' ? 'communication-services' : 'smtp';
}

export interface ServicesOptions {
  readonly portal?: PortalWay | undefined;
  /** By which of the two services that take mail the app sends it. Default: `smtp`. */
  readonly mail?: MailWay | undefined;
  /** The origin where the app is or will be served. */
  readonly appOrigin: string;
  /** Port of the first service; the others use the following ports. Without it every service uses a free one. */
  readonly port?: number | undefined;
  /** Where state is kept between starts. Without it everything is kept in memory. */
  readonly directory?: string | undefined;
  readonly supply?: CardSupply | undefined;
}

const CONTACTS_APP = 'c0a7ac75-0000-4000-8000-000000000001';
const MAIL_APP = 'c0a7ac75-0000-4000-8000-000000000002';
const PORTAL_APP = 'c0a7ac75-0000-4000-8000-000000000003';
/** The managed identity of the deployment, which the portal's registration trusts. */
const IDENTITY = {
  tenantId: PORTAL_TENANT.id,
  clientId: 'c0a7ac75-0000-4000-8000-0000000000a1',
  principalId: 'c0a7ac75-0000-4000-8000-0000000000a2',
};
const IDENTITY_HEADER = 'for-this-machine-only';
const SECRET = 'local-secret';
const NOTICE_FROM = 'notices@meishi-sync.example.com';

/** Starts the emulators, and creates what the deployment would create. */
export async function startServices({
  appOrigin,
  directory,
  portal: way = 'entra',
  mail = 'smtp',
  ...options
}: ServicesOptions): Promise<Services> {
  const stores: Store[] = [];
  const keep = (name: string) => {
    const store = directory === undefined ? memoryStore() : fileStore(join(directory, `${name}.db`));
    stores.push(store);
    return store;
  };
  const clock = keep('clock').collection<number>('clock');
  letTimePass(Math.max(0, (clock.get('ahead') ?? 0) - timeAhead()));
  let next = options.port;
  const port = () => (next === undefined ? 0 : next++);

  const cosmos = await startCosmosEmulator({
    store: keep('cosmos'),
    port: port(),
    permits: permitsOnly(NEEDS.cosmos),
  });
  const keyVault = await startKeyVaultEmulator({
    store: keep('key-vault'),
    port: port(),
    permits: permitsOnly(NEEDS.keyVault),
  });
  const entra = await startEntraEmulator({
    store: keep('entra'),
    port: port(),
    tenants: TENANTS,
    accounts: entraAccounts(PORTAL_APP),
    managedIdentities: [IDENTITY],
    identityHeader: IDENTITY_HEADER,
    apps: [
      {
        clientId: CONTACTS_APP,
        name: 'meishi-sync (contacts)',
        secret: SECRET,
        redirectUris: ['/consent/callback', '/consent/proof', '/settings/microsoft-365/linked'].map(
          (path) => appOrigin + path,
        ),
        scopes: ['https://graph.microsoft.com/Contacts.ReadWrite'],
        optionalClaims: ['acct', 'login_hint'],
      },
      {
        clientId: MAIL_APP,
        name: 'meishi-sync (mail)',
        secret: SECRET,
        redirectUris: ['/consent/callback', '/consent/proof'].map((path) => appOrigin + path),
        scopes: ['https://graph.microsoft.com/Mail.Read'],
      },
      {
        clientId: PORTAL_APP,
        name: 'meishi-sync',
        tenantId: PORTAL_TENANT.id,
        trusts: IDENTITY.clientId,
        logoutUri: `${appOrigin}/sign-out/front-channel`,
        redirectUris: ['/sign-in/callback', '/'].map((path) => appOrigin + path),
        scopes: [],
        optionalClaims: ['acct', 'email', 'login_hint', 'sid', 'upn', 'xms_edov'],
      },
    ],
  });
  const graph = await startGraphEmulator({
    store: keep('graph'),
    port: port(),
    mailboxes: mailboxes(),
    metadata: graphMetadata(),
    keys: createRemoteJWKSet(new URL(`${entra.origin}/common/discovery/v2.0/keys`)),
    issuer: (tenantId) => `${entra.origin}/${tenantId}/v2.0`,
  });
  const sansan = await startSansanEmulator({
    store: keep('sansan'),
    port: port(),
    owners: cardOwners(options.supply ?? {}),
  });
  const portal = await startPortalProvider({
    port: port(),
    people: portalPeople(),
    client: {
      clientId: 'meishi-sync',
      clientSecret: SECRET,
      redirectUris: [`${appOrigin}/sign-in/callback`],
      postLogoutRedirectUris: [`${appOrigin}/`],
    },
  });
  const queues = await startAzurite({
    port: port(),
    directory: directory === undefined ? undefined : join(directory, 'queues'),
  });
  const notices = await startMailAndWebhooksEmulator({
    store: keep('notices'),
    port: port(),
    smtpPort: port(),
    sender: NOTICE_FROM,
  });
  const communicationServices = await startCommunicationServicesEmulator({
    port: port(),
    sender: NOTICE_FROM,
    deliver: notices.deliver,
  });
  const mailSettings: Readonly<Record<MailWay, Readonly<Record<string, string>>>> = {
    smtp: { SMTP_URL: notices.smtp, COMMUNICATION_ENDPOINT: '', NOTICE_PACE: '' },
    'communication-services': {
      SMTP_URL: '',
      COMMUNICATION_ENDPOINT: communicationServices.origin,
      // As infra/modules/mail.bicep says of a domain that Azure manages.
      NOTICE_PACE: '5/10',
    },
  };
  const portalSettings = {
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
      PORTAL_OIDC_ISSUER: portal.issuer,
      PORTAL_OIDC_CLIENT_ID: 'meishi-sync',
      PORTAL_OIDC_CLIENT_SECRET: SECRET,
      PORTAL_ENTITLED_PLANS: ENTITLED_PLANS,
      PORTAL_TENANT_ID: '',
      PORTAL_APP_CLIENT_ID: '',
      PORTAL_APP_MANAGED_IDENTITY: '',
      PORTAL_ADMINISTRATORS: '',
      ORGANIZATION_NAME: '',
    },
  };
  await provisionDatabase(cosmos.origin, cosmos.key);
  await provisionQueues(queues.connectionString);

  return {
    cosmos,
    keyVault,
    entra,
    graph,
    sansan,
    notices,
    communicationServices,
    portal,
    queues,
    portalSettings,
    settings: {
      AzureWebJobsDisableHomepage: 'true',
      FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '1100000',
      PORTAL_BASE_URL: appOrigin,
      PORTAL_SESSION_KEY: Buffer.alloc(32, 'a key for this machine only').toString('base64'),
      ...portalSettings[way],
      IDENTITY_ENDPOINT: `${entra.origin}/msi/token`,
      IDENTITY_HEADER,
      ENTRA_AUTHORITY_HOST: entra.origin,
      CONTACTS_APP_CLIENT_ID: CONTACTS_APP,
      CONTACTS_APP_CLIENT_SECRET: SECRET,
      MAIL_APP_CLIENT_ID: MAIL_APP,
      MAIL_APP_CLIENT_SECRET: SECRET,
      GRAPH_BASE_URL: graph.origin,
      SANSAN_BASE_URL: sansan.origin,
      CARD_URL_HOSTS: new URL(sansan.origin).host,
      COSMOS_ENDPOINT: cosmos.origin,
      COSMOS_KEY: cosmos.key,
      KEY_VAULT_URL: keyVault.origin,
      SYNC_QUEUE: queues.connectionString,
      ...mailSettings[mail],
      NOTICE_FROM,
      NOTICE_WEBHOOK_ON_THIS_MACHINE: new URL(notices.origin).host,
      EGRESS_IPS: '203.0.113.10',
    },
    letTimePass: (milliseconds) => {
      letTimePass(milliseconds);
      clock.set('ahead', timeAhead());
    },
    close: async () => {
      const servers = [cosmos, keyVault, entra, graph, sansan, notices, communicationServices, portal, queues];
      await Promise.all(servers.map((server) => server.close()));
      for (const store of stores) store.close();
    },
  };
}
