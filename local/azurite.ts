import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Azurite's queue service, running in this process. */
export interface Azurite {
  readonly origin: string;
  readonly connectionString: string;
  /** Stops listening and writes everything to the directory, if there is one. */
  close(): Promise<void>;
}

export interface AzuriteOptions {
  /** 0, the default, takes a free port. */
  port?: number | undefined;
  /** Where queues and messages are kept between starts. Without it they live in memory. */
  directory?: string | undefined;
}

// The account that every Azurite has. The key is public, see the README of Azurite.
const ACCOUNT = 'devstoreaccount1';
const ACCOUNT_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Starts the queue service of Azurite (not its blobs and tables) on 127.0.0.1. */
export async function startAzurite(options: AzuriteOptions = {}): Promise<Azurite> {
  const { QueueServer, QueueConfiguration } = loadAzurite();
  const directory = options.directory ?? '';
  if (options.directory !== undefined) mkdirSync(join(directory, 'messages'), { recursive: true });
  const server = new QueueServer(
    new QueueConfiguration(
      '127.0.0.1',
      options.port ?? 0,
      KEEP_ALIVE_SECONDS,
      join(directory, 'queues.json'),
      join(directory, 'extents.json'),
      [{ locationId: 'Default', locationPath: join(directory, 'messages'), maxConcurrency: 1 }],
      false, // access log
      undefined,
      false, // debug log
      undefined,
      false, // loose
      false, // skip the check of the API version
      '',
      '',
      '',
      undefined,
      true, // the account is in the path, never in the host name
      options.directory === undefined,
    ),
  );
  await server.start();
  const origin = server.getHttpServerAddress();
  return {
    origin,
    connectionString: [
      'DefaultEndpointsProtocol=http',
      `AccountName=${ACCOUNT}`,
      `AccountKey=${ACCOUNT_KEY}`,
      `QueueEndpoint=${origin}/${ACCOUNT}`,
    ].join(';'),
    close: () => server.close(),
  };
}

const KEEP_ALIVE_SECONDS = 5;

/**
 * Azurite publishes no types and no entry point for use in a process, so this is the one place that knows its insides.
 * Its telemetry is switched on by its command line only, which is not used here.
 */
function loadAzurite(): {
  QueueServer: new (
    configuration: object,
  ) => {
    start(): Promise<void>;
    close(): Promise<void>;
    getHttpServerAddress(): string;
  };
  QueueConfiguration: new (
    host: string,
    port: number,
    keepAliveTimeout: number,
    metadataDatabase: string,
    extentDatabase: string,
    extents: { locationId: string; locationPath: string; maxConcurrency: number }[],
    enableAccessLog: boolean,
    accessLogStream: undefined,
    enableDebugLog: boolean,
    debugLogPath: undefined,
    loose: boolean,
    skipApiVersionCheck: boolean,
    certificate: string,
    key: string,
    password: string,
    oauth: undefined,
    disableProductStyleUrl: boolean,
    isMemoryPersistence: boolean,
  ) => object;
} {
  const require = createRequire(import.meta.url);
  return {
    QueueServer: require('azurite/dist/src/queue/QueueServer').default,
    QueueConfiguration: require('azurite/dist/src/queue/QueueConfiguration').default,
  };
}
