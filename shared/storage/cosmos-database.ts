import type { HttpClient } from '@azure/core-rest-pipeline';
import type { Container, Database } from '@azure/cosmos';
import * as z from 'zod';
import { VersionConflict } from '../optimistic-concurrency.ts';
import { use } from '../telemetry/invocation.ts';

/** The database and its containers. They are made by the deployment, never by the app. */
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
  /** Only for an emulator on this machine; in the cloud the managed identity signs in. */
  readonly key: string | undefined;
}

/** Opens containers; connects when the first one is used. */
export type OpenContainer = (name: ContainerName) => Promise<Container>;

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

/** Counts what every answer was charged, refusals included. */
function chargedClient(client: HttpClient): HttpClient {
  return {
    sendRequest: async (request) => {
      const response = await client.sendRequest(request);
      use('requestUnits', Number(response.headers.get('x-ms-request-charge') ?? 0));
      return response;
    },
  };
}

const cosmosError = z.object({ code: z.union([z.number(), z.string()]) });

/** Whether Cosmos answered an error with one of these statuses. */
export function hasStatus(failure: unknown, ...statuses: readonly number[]): boolean {
  const parsed = cosmosError.safeParse(failure);
  return parsed.success && statuses.includes(Number(parsed.data.code));
}

/** Does a write whose refusal for the version, or for what is there already, is a `VersionConflict`. */
export async function orConflict<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (failure) {
    if (!hasStatus(failure, 409, 412)) throw failure;
    throw new VersionConflict('Somebody else wrote meanwhile.', { cause: failure });
  }
}

/** Ids that may hold `/ \ ? #`, which an item id may not. */
export function itemId(kind: string, id: string): string {
  return `${kind}-${Buffer.from(id).toString('base64url')}`;
}
