import { join } from 'node:path';
import { createRemoteJWKSet } from 'jose';
import { appRegistrations, CLIENT_SECRET, IDENTITY, PORTAL_APP } from './app-registrations.ts';
import {
  appSettings,
  IDENTITY_HEADER,
  type MailWay,
  NOTICE_FROM,
  PORTAL_CLIENT,
  type PortalWay,
  portalSettings,
} from './app-settings.ts';
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
import { type CardSupply, cardOwners, entraAccounts, mailboxes, portalPeople, TENANTS } from './sample-data/world.ts';

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
    apps: appRegistrations(appOrigin),
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
      clientId: PORTAL_CLIENT,
      clientSecret: CLIENT_SECRET,
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
  await provisionDatabase(cosmos.origin, cosmos.key);
  await provisionQueues(queues.connectionString);

  const services = { cosmos, keyVault, entra, graph, sansan, notices, communicationServices, portal, queues };
  return {
    ...services,
    portalSettings: portalSettings(portal.issuer),
    settings: appSettings(services, appOrigin, way, mail),
    letTimePass: (milliseconds) => {
      letTimePass(milliseconds);
      clock.set('ahead', timeAhead());
    },
    close: async () => {
      await Promise.all(Object.values(services).map((service) => service.close()));
      for (const store of stores) store.close();
    },
  };
}
