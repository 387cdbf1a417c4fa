import { QueueClient, RestError } from '@azure/storage-queue';
import { CLEAN_UP_QUEUE, NOTIFICATION_QUEUE, SYNC_QUEUE } from '../../shared/queues.ts';
import { decodeMessage } from '../functions-host/queue-message.ts';
import type { Stack } from '../stack.ts';

/** A visible message in a queue. */
interface WaitingMessage {
  readonly id: string;
  readonly since: Date;
  readonly attempts: number;
  /** Indented JSON, or the unchanged text if it is not JSON. */
  readonly text: string;
}

/** The content of one queue. */
export interface QueueView {
  readonly name: string;
  readonly isPoison: boolean;
  /** Number of all messages, including invisible ones (being processed or delayed). */
  readonly total: number;
  /** The next visible messages, at most `MAX_SHOWN`. */
  readonly waiting: readonly WaitingMessage[];
}

/** Maximum number of messages that the service returns in one peek. */
export const MAX_SHOWN = 32;

/** The queues of the app, each followed by its poison queue. A queue that does not exist yet counts as empty. */
export function lookAtQueues({ queues }: Pick<Stack, 'queues'>): Promise<QueueView[]> {
  const names = [SYNC_QUEUE, CLEAN_UP_QUEUE, NOTIFICATION_QUEUE].flatMap((name) => [name, `${name}-poison`]);
  return Promise.all(names.map((name) => lookAt(new QueueClient(queues.connectionString, name))));
}

/** Whether messages are waiting for the app. */
export async function isBusy(stack: Stack): Promise<boolean> {
  return (await lookAtQueues(stack)).some(({ isPoison, total }) => !isPoison && total > 0);
}

async function lookAt(queue: QueueClient): Promise<QueueView> {
  const view = { name: queue.name, isPoison: queue.name.endsWith('-poison') };
  try {
    const { approximateMessagesCount = 0 } = await queue.getProperties();
    const { peekedMessageItems } = await queue.peekMessages({ numberOfMessages: MAX_SHOWN });
    const waiting = peekedMessageItems.map((message) => ({
      id: message.messageId,
      since: message.insertedOn,
      attempts: message.dequeueCount,
      text: readable(message.messageText),
    }));
    return { ...view, total: Math.max(approximateMessagesCount, waiting.length), waiting };
  } catch (error) {
    if (error instanceof RestError && error.code === 'QueueNotFound') return { ...view, total: 0, waiting: [] };
    throw error;
  }
}

function readable(messageText: string): string {
  const decoded = decodeMessage(messageText, 'base64');
  const text = typeof decoded === 'string' ? messageText : decoded.text;
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
