import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { Container, Database } from '@azure/cosmos';
import * as z from 'zod';
import { VersionConflict } from '../optimistic-concurrency.ts';
import { use } from '../telemetry/invocation.ts';

/** The database and its containers. The deployment creates them, never the app. */
export const DATABASE = 'meishi-sync';
export const CONTAINERS = {
  organizations: { partitionKey: ['/id'] },
  links: { partitionKey: ['/organizationId', '/userId'] },
  sessions: { partitionKey: ['/id'], expires: true },
  attempts: { partitionKey: ['/id'], expires: true },
  activity: { partitionKey: ['/organizationId'], expires: true },
} as const satisfies Record<string, { partitionKey: readonly string[]; expires?: true }>;
type ContainerName = keyof typeof CONTAINERS;

export interface CosmosOptions {
  readonly endpoint: string;
  /** Account key, for an emulator on this machine only; in the cloud the managed identity is used. */
  readonly key: string | undefined;
}

/** Opens a container; connects on first use. */
export type OpenContainer = (name: ContainerName) => Promise<Container>;

/** Opens containers of one Cosmos DB account; the connection is made on first use and shared. */
export function cosmosContainers(options: CosmosOptions): OpenContainer {
  let database: Promise<Database> | undefined;
  async function connect(): Promise<Database> {
    const { CosmosClient } = await import('@azure/cosmos');
    const { createDefaultHttpClient } = await import('@azure/core-rest-pipeline');
    const { endpoint, key } = options;
    const httpClient = chargedClient(createDefaultHttpClient());
    if (key !== undefined) return new CosmosClient({ endpoint, key, httpClient }).database(DATABASE);
    const { DefaultAzureCredential } = await import('@azure/identity');
    const aadCredentials = new DefaultAzureCredential();
    return new CosmosClient({ endpoint, aadCredentials, httpClient }).database(DATABASE);
  }
  return async (name) => {
    database ??= connect();
    return (await database).container(name);
  };
}

/**
 * While a partition is split, merged or moved: 410 "gone" with a substatus such as 1008, and 449 "retry with". Nothing was
 * done then, so any request may be repeated; the SDK does not. A 503 it repeats for reads only, and rightly: a write may
 * have happened, which is for those to find out who know what they wrote.
 */
const NOT_DONE: readonly number[] = [410, 449];
/** Milliseconds before each repetition. */
const WAITS = [50, 200, 800];

/** Records the request charge of every response, including errors, and repeats what was certainly not done. */
function chargedClient(client: HttpClient): HttpClient {
  const send: HttpClient['sendRequest'] = async (request) => {
    const response = await client.sendRequest(request);
    use('requestUnits', Number(response.headers.get('x-ms-request-charge') ?? 0));
    return response;
  };
  return {
    sendRequest: async (request) => {
      for (const wait of WAITS) {
        const response = await send(request);
        if (!NOT_DONE.includes(response.status)) return response;
        await sleep(wait);
      }
      return send(request);
    },
  };
}

const cosmosError = z.object({ code: z.union([z.number(), z.string()]) });

/** Whether a Cosmos DB error has one of these HTTP statuses. */
export function hasStatus(failure: unknown, ...statuses: readonly number[]): boolean {
  const parsed = cosmosError.safeParse(failure);
  return parsed.success && statuses.includes(Number(parsed.data.code));
}

/** Runs a write. 409 (exists already) and 412 (version is not the newest) become a `VersionConflict`. */
export async function orConflict<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (failure) {
    if (!hasStatus(failure, 409, 412)) throw failure;
    throw new VersionConflict('Somebody else wrote meanwhile.', { cause: failure });
  }
}

/** An item id from an id that may contain `/ \ ? #`, which Cosmos DB does not allow in item ids. */
export function itemId(kind: string, id: string): string {
  return `${kind}-${Buffer.from(id).toString('base64url')}`;
}
