import { isUtf8 } from 'node:buffer';
import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { QueueSettings } from './host-json.ts';
import type { TriggerInput } from './invocation.ts';
import type { TypedData } from './rpc.ts';

/**
 * The text of a message. Seen in functions host 4.1037: text that is not encoded as `messageEncoding` says goes to the
 * poison queue at once; correctly encoded bytes that are not UTF-8 fail at every try without reaching the function.
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

/** The input of a queue function, with the metadata of `QueueTriggerBinding`. Numbers and times are passed as JSON. */
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
  // Seen in functions host 4.1037: JSON properties of the message with the same names replace the host's own metadata.
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

/** The input of a queue function that is started manually. unverified: its id and receipt in the real host. */
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
