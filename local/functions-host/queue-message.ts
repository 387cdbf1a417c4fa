import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { QueueSettings } from './host-json.ts';
import type { TriggerInput } from './invocation.ts';

/**
 * The text of a message.
 * @returns undefined when it is not what the host expects by its `messageEncoding`.
 */
export function decodeMessage(messageText: string, encoding: QueueSettings['messageEncoding']): string | undefined {
  if (encoding === 'none') return messageText;
  const isBase64 = messageText.length % 4 === 0 && /^[a-z0-9+/]*={0,2}$/i.test(messageText);
  return isBase64 ? Buffer.from(messageText, 'base64').toString('utf8') : undefined;
}

/** What a queue function gets, with the metadata of `QueueTriggerBinding`. Numbers and times come as JSON. */
export function toQueueInput(text: string, message: Omit<DequeuedMessageItem, 'messageText'>): TriggerInput {
  const time = (value: Date) => ({ json: JSON.stringify(value.toISOString().replace('Z', '+00:00')) });
  return {
    data: { string: text },
    metadata: {
      QueueTrigger: { string: text },
      DequeueCount: { json: String(message.dequeueCount) },
      ExpirationTime: time(message.expiresOn),
      Id: { string: message.messageId },
      InsertionTime: time(message.insertedOn),
      NextVisibleTime: time(message.nextVisibleOn),
      PopReceipt: { string: message.popReceipt },
    },
  };
}

/** The input of a queue function that is run by hand. unverified: its id and receipt in the real host. */
export function toManualQueueInput(text: string): TriggerInput {
  const now = new Date();
  return toQueueInput(text, {
    messageId: '',
    popReceipt: '',
    dequeueCount: 0,
    insertedOn: now,
    nextVisibleOn: now,
    expiresOn: now,
  });
}
