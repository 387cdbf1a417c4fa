import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { letTimePass } from '../../../local/clock.ts';
import { type Azurite, startAzurite } from '../../../local/emulators/queue/emulator.ts';
import { provisionQueues } from '../../../local/provision.ts';
import {
  CLEAN_UP_QUEUE,
  cleanUpMessageSchema,
  NOTIFICATION_QUEUE,
  notificationMessageSchema,
  type Queues,
  SYNC_QUEUE,
  type SyncMessage,
  syncMessageSchema,
} from '../../../shared/queues.ts';
import { storageQueues } from '../../../shared/storage/storage-queues.ts';
import { linkKey } from '../../unit/fixtures/links.ts';

let azurite: Azurite;
let queues: Queues;
beforeAll(async () => {
  azurite = await startAzurite();
  await provisionQueues(azurite.connectionString);
  queues = storageQueues({ kind: 'connection-string', value: azurite.connectionString });
});
afterAll(() => azurite.close());

/** The visible messages of a queue, decoded as the functions host decodes them; they are taken off it. */
async function received(name: string): Promise<unknown[]> {
  const queue = QueueServiceClient.fromConnectionString(azurite.connectionString).getQueueClient(name);
  const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
  for (const { messageId, popReceipt } of receivedMessageItems) await queue.deleteMessage(messageId, popReceipt);
  return receivedMessageItems.map(({ messageText }) => JSON.parse(Buffer.from(messageText, 'base64').toString()));
}

const look: SyncMessage = { v: 1, ...linkKey('花子'), generation: 1, reason: 'asked', tick: null };

describe('WIRE messages in Storage Queue', () => {
  test('messages go to their queues as base64 JSON, in a form that their reader accepts', async () => {
    const cleanUp = { scope: 'organization', v: 1, organizationId: look.organizationId } as const;
    await queues.sync(look);
    const notice = { v: 1, organizationId: look.organizationId, userId: null } as const;
    await queues.cleanUp(cleanUp);
    await queues.notification(notice);
    const [[sync], [clean]] = [await received(SYNC_QUEUE), await received(CLEAN_UP_QUEUE)];
    expect(syncMessageSchema.parse(sync)).toEqual(look);
    expect(cleanUpMessageSchema.parse(clean)).toEqual(cleanUp);
    expect(notificationMessageSchema.parse((await received(NOTIFICATION_QUEUE))[0])).toEqual(notice);
  });

  test('a delayed message is not seen before its time', async () => {
    await queues.sync(look, 60);
    expect(await received(SYNC_QUEUE)).toEqual([]);
    letTimePass(61_000);
    expect(await received(SYNC_QUEUE)).toMatchObject([look]);
  });

  test('a delay that is longer than the service takes ends earlier', async () => {
    await queues.sync(look, 30 * 86_400);
    expect(await received(SYNC_QUEUE)).toEqual([]);
    letTimePass(6 * 86_400_000 + 1000);
    expect(await received(SYNC_QUEUE)).toMatchObject([look]);
  });

  test('a queue that is not there is a failure, not a lost message', async () => {
    await QueueServiceClient.fromConnectionString(azurite.connectionString).deleteQueue(SYNC_QUEUE);
    await expect(queues.sync(look)).rejects.toThrow();
    await provisionQueues(azurite.connectionString);
  });
});
