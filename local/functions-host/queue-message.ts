import { isUtf8 } from 'node:buffer';
import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { QueueSettings } from './host-json.ts';
import type { TriggerInput } from './invocation.ts';
import type { TypedData } from './rpc.ts';

/**
 * The text of a message. Seen in functions host 4.1037: what is not encoded as its `messageEncoding` says goes to the
 * poison queue at once; what is encoded right but is no UTF-8 fails without reaching the function, at every try.
 */
export function decodeMessage(
  messageText: string,
  encoding: QueueSettings['messageEncoding'],
): { text: string } | 'not-encoded' | 'not-utf8' {
  if (encoding === 'none') return { text: messageText };
  const isBase64 = messageText.length % 4 === 0 && /^[a-z0-9+/]*={0,2}$/i.test(messageText);
  if (!isBase64) return 'not-encoded';
  const bytes = Buffer.from(messageText, 'base64');
  return isUtf8(bytes) ? { text: bytes.toString('utf8') } : 'not-utf8';
}

/** What a queue function gets, with the metadata of `QueueTriggerBinding`. Numbers and times come as JSON. */
export function toQueueInput(text: string, message: Omit<DequeuedMessageItem, 'messageText'>): TriggerInput {
  const time = (value: Date) => ({ json: JSON.stringify(value.toISOString().replace('Z', '+00:00')) });
  const metadata: Record<string, TypedData> = {
    QueueTrigger: { string: text },
    DequeueCount: { json: String(message.dequeueCount) },
    ExpirationTime: time(message.expiresOn),
    Id: { string: message.messageId },
    InsertionTime: time(message.insertedOn),
    NextVisibleTime: time(message.nextVisibleOn),
    PopReceipt: { string: message.popReceipt },
  };
  // Seen in functions host 4.1037: what the JSON of a message names so takes the place of the platform's own.
  for (const [name, value] of Object.entries(propertiesOf(text))) {
    const known = Object.keys(metadata).find((key) => key.toLowerCase() === name.toLowerCase());
    metadata[known ?? name] = typeof value === 'string' ? { string: value } : { json: JSON.stringify(value) };
  }
  return { data: { string: text }, metadata };
}

function propertiesOf(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
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
