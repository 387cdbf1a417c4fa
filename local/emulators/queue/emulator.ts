import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { isForThisMachine } from '../../own-host.ts';
import { createRequestLog, type RequestLog } from '../request-log.ts';

/** Azurite's queue service, running in this process. */
export interface Azurite {
  readonly origin: string;
  readonly connectionString: string;
  readonly requests: RequestLog;
  /** Stops listening and saves everything to the directory, if there is one. */
  close(): Promise<void>;
}

export interface AzuriteOptions {
  /** 0, the default, chooses a free port. */
  port?: number | undefined;
  /** Where queues and messages are kept between starts. Without it they are kept in memory. */
  directory?: string | undefined;
}

// The default account of every Azurite. Its key is public, see the README of Azurite.
const ACCOUNT = 'devstoreaccount1';
const ACCOUNT_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Starts the queue service of Azurite (not its blobs and tables) on 127.0.0.1. */
export async function startAzurite(options: AzuriteOptions = {}): Promise<Azurite> {
  const { QueueServer, QueueConfiguration } = loadAzurite();
  const directory = options.directory ?? '';
  const requests = createRequestLog();
  if (options.directory !== undefined) mkdirSync(join(directory, 'messages'), { recursive: true });
  const server = new QueueServer(
    new QueueConfiguration(
      '127.0.0.1',
      options.port ?? 0,
      KEEP_ALIVE_SECONDS,
      join(directory, 'queues.json'),
      join(directory, 'extents.json'),
      [{ locationId: 'Default', locationPath: join(directory, 'messages'), maxConcurrency: 1 }],
      true, // access log
      accessLogInto(requests),
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
  answerThisMachineOnly(server.httpServer);
  await server.start();
  const origin = server.getHttpServerAddress();
  return {
    origin,
    requests,
    connectionString: [
      'DefaultEndpointsProtocol=http',
      `AccountName=${ACCOUNT}`,
      `AccountKey=${ACCOUNT_KEY}`,
      `QueueEndpoint=${origin}/${ACCOUNT}`,
    ].join(';'),
    close: () => server.close(),
  };
}

/** Azurite answers to any host name, and anybody can sign requests by its public key. */
function answerThisMachineOnly(server: Server): void {
  const [answer] = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (isForThisMachine(request)) answer?.call(server, request, response);
    else response.writeHead(421).end();
  });
}

const KEEP_ALIVE_SECONDS = 5;

const ACCESS = /"([A-Z]+) \/[^/? ]+(\/[^? ]*)?(?:\?(\S*))? HTTP\/[\d.]+" (\d+)/;

/** Parses Azurite's access log, which is in the common format. Names of queues and ids of messages are omitted. */
function accessLogInto(requests: RequestLog): Writable {
  return new Writable({
    write: (line: Buffer, _encoding, done) => {
      const [, method, path = '/', query, status] = ACCESS.exec(line.toString()) ?? [];
      const template = path.replace(/^\/[^/]+/, '/:queue').replace(/\/messages\/.+/, '/messages/:id');
      const parameters = new URLSearchParams(query);
      const kind = [parameters.get('comp'), parameters.get('peekonly') === 'true' ? 'peek' : null].find(
        (one) => one !== null,
      );
      const operation = `${method} ${template}${kind === undefined ? '' : ` ${kind}`}`;
      if (method !== undefined) requests.record({ operation, status: Number(status) });
      done();
    },
  });
}

/**
 * Azurite publishes no types and no API for use in a process, so this is the only place that depends on its internals.
 * Its telemetry is enabled only by its command line, which is not used here.
 */
function loadAzurite(): {
  QueueServer: new (
    configuration: object,
  ) => {
    readonly httpServer: Server;
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
    accessLogStream: Writable,
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
