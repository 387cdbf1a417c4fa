import type { QueueClient } from '@azure/storage-queue';
import { DAY, SECOND, systemClock } from '../clock.ts';
import type { Queues } from '../queues.ts';
import { BULK_SYNC_QUEUE, CLEAN_UP_QUEUE, NOTIFICATION_QUEUE, SYNC_QUEUE } from '../queues.ts';
import { originOfMessage } from '../telemetry/invocation.ts';

/**
 * Maximum delay in seconds. Messages live for seven days and cannot be invisible for longer; the receiver of a message
 * that comes too early notices that nothing is due yet.
 */
const MAX_DELAY = (6 * DAY) / SECOND;

export type QueueConnection =
  | { readonly kind: 'connection-string'; readonly value: string }
  | { readonly kind: 'managed-identity'; readonly serviceUri: string };

/**
 * Storage Queues. Texts are base64-encoded, since the functions host expects that and the SDK does not do it. Every
 * message carries its trace and the time at which it becomes visible.
 */
export function storageQueues(connection: QueueConnection): Queues & { reach(): Promise<void> } {
  const clients = new Map<string, Promise<QueueClient>>();

  async function connect(name: string): Promise<QueueClient> {
    const { QueueClient, QueueServiceClient } = await import('@azure/storage-queue');
    if (connection.kind === 'connection-string') return new QueueClient(connection.value, name);
    const { DefaultAzureCredential } = await import('@azure/identity');
    return new QueueServiceClient(connection.serviceUri, new DefaultAzureCredential()).getQueueClient(name);
  }

  function open(name: string): Promise<QueueClient> {
    const client = clients.get(name) ?? connect(name);
    clients.set(name, client);
    return client;
  }

  async function send(name: string, message: object, delaySeconds: number): Promise<void> {
    const visibilityTimeout = Math.min(delaySeconds, MAX_DELAY);
    const said = { ...message, ...originOfMessage(systemClock.now(), visibilityTimeout) };
    const text = Buffer.from(JSON.stringify(said)).toString('base64');
    await (await open(name)).sendMessage(text, visibilityTimeout === 0 ? {} : { visibilityTimeout });
  }

  return {
    sync: (message, delaySeconds = 0) => send(message.bulk ? BULK_SYNC_QUEUE : SYNC_QUEUE, message, delaySeconds),
    cleanUp: (message, delaySeconds = 0) => send(CLEAN_UP_QUEUE, message, delaySeconds),
    notification: (message, delaySeconds = 0) => send(NOTIFICATION_QUEUE, message, delaySeconds),
    /** Fails when the queues cannot be reached. */
    reach: async () => void (await (await open(SYNC_QUEUE)).getProperties()),
  };
}
