import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueueServiceClient } from '@azure/storage-queue';
import { describe, expect, test } from '@jest/globals';
import { startAzurite } from '../../../local/emulators/queue/emulator.ts';

describe('LOCAL Azurite in this process', () => {
  test('is a queue service', async () => {
    const azurite = await startAzurite();
    try {
      const queue = QueueServiceClient.fromConnectionString(azurite.connectionString).getQueueClient('work');
      await queue.create();
      await queue.sendMessage('hello');
      const { receivedMessageItems } = await queue.receiveMessages();
      expect(receivedMessageItems.map((message) => message.messageText)).toEqual(['hello']);
    } finally {
      await azurite.close();
    }
  });

  test('does not answer to a name that was made to point at this machine (DNS rebinding)', async () => {
    const azurite = await startAzurite();
    try {
      const sent = request(`${azurite.origin}/devstoreaccount1?comp=list`, { headers: { host: 'elsewhere.example' } });
      const [response] = (await once(sent.end(), 'response')) as [IncomingMessage];
      response.resume();
      expect(response.statusCode).toBe(421);
    } finally {
      await azurite.close();
    }
  });

  test('keeps messages in its directory between starts', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'azurite-'));
    try {
      const first = await startAzurite({ directory });
      const before = QueueServiceClient.fromConnectionString(first.connectionString).getQueueClient('work');
      await before.create();
      await before.sendMessage('kept');
      await first.close();

      const second = await startAzurite({ directory, port: Number(new URL(first.origin).port) });
      expect(second.origin).toBe(first.origin);
      const after = QueueServiceClient.fromConnectionString(second.connectionString).getQueueClient('work');
      const { peekedMessageItems } = await after.peekMessages();
      expect(peekedMessageItems.map((message) => message.messageText)).toEqual(['kept']);
      await second.close();
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test('forgets everything without a directory', async () => {
    const first = await startAzurite();
    await QueueServiceClient.fromConnectionString(first.connectionString).createQueue('work');
    await first.close();
    const second = await startAzurite();
    const queue = QueueServiceClient.fromConnectionString(second.connectionString).getQueueClient('work');
    expect(await queue.exists()).toBe(false);
    await second.close();
  });
});
