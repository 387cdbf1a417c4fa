import { setTimeout as sleep } from 'node:timers/promises';
import { type DequeuedMessageItem, QueueClient, RestError } from '@azure/storage-queue';
import type { QueueSettings } from './host-json.ts';
import type { TriggerInput } from './invocation.ts';
import { HIDDEN_SECONDS, holdMessage, type MessageLease } from './message-lease.ts';
import { decodeMessage, toQueueInput } from './queue-message.ts';

/** A queue that is being listened to. */
export interface QueueListener {
  /** Works off all messages that can be seen now. Returns whether there were any. */
  drain(): Promise<boolean>;
  /** Takes no more messages. Gives those in work `graceMs`, then makes them visible again; their functions run on. */
  stop(graceMs: number): Promise<void>;
}

export interface QueueListenerOptions {
  queueName: string;
  connectionString: string;
  settings: QueueSettings;
  /** Runs the function. False when it threw. */
  run(input: TriggerInput): Promise<boolean>;
  log(level: 'warning', message: string): void;
}

const MIN_PAUSE_MS = 100;
const POISON_SUFFIX = '-poison';
const MAX_QUEUE_NAME = 63;

/**
 * Listens to a storage queue (`QueueListener` and `QueueProcessor` of azure-webjobs-sdk): takes a batch when no more than
 * `newBatchThreshold` messages are in work, deletes a message whose function succeeded, shows it again after
 * `visibilityTimeout` otherwise, and moves it to `<queue>-poison` after `maxDequeueCount`. A queue whose name ends in
 * `-poison` or would be too long has no such queue: there a failed message stays hidden until its time is over.
 */
export function listenToQueue(options: QueueListenerOptions): QueueListener {
  const { queueName, connectionString, settings, run, log } = options;
  const queue = new QueueClient(connectionString, queueName);
  const hasPoisonQueue =
    !queueName.endsWith(POISON_SUFFIX) && queueName.length + POISON_SUFFIX.length <= MAX_QUEUE_NAME;
  const inWork = new Map<MessageLease, Promise<void>>();
  const stopping = new AbortController();
  let polling: Promise<number> = Promise.resolve(0);

  const complain = (error: unknown) => log('warning', `Queue ${queueName}: ${String(error)}`);

  const toPoisonQueue = async (message: DequeuedMessageItem, lease: MessageLease) => {
    if (!hasPoisonQueue) return;
    log('warning', `Message ${message.messageId} moves to ${queueName}${POISON_SUFFIX}.`);
    const poisonQueue = new QueueClient(connectionString, `${queueName}${POISON_SUFFIX}`);
    await poisonQueue.createIfNotExists();
    await poisonQueue.sendMessage(message.messageText);
    await lease.remove();
  };

  const work = async (message: DequeuedMessageItem, lease: MessageLease) => {
    if (message.dequeueCount > settings.maxDequeueCount) return toPoisonQueue(message, lease);
    const text = decodeMessage(message.messageText, settings.messageEncoding);
    // unverified: that a message which cannot be decoded goes to the poison queue at once.
    if (text === undefined) return toPoisonQueue(message, lease);
    if (await run(toQueueInput(text, message))) return lease.remove();
    if (!hasPoisonQueue) return;
    if (message.dequeueCount >= settings.maxDequeueCount) return toPoisonQueue(message, lease);
    await lease.release(Math.ceil(settings.visibilityTimeout / 1000));
  };

  const takeBatch = async (): Promise<number> => {
    await Promise.all([...inWork.keys()].map((lease) => lease.renewWhenDue()));
    if (stopping.signal.aborted || inWork.size > settings.newBatchThreshold) return 0;
    const { receivedMessageItems } = await queue.receiveMessages({
      numberOfMessages: settings.batchSize,
      visibilityTimeout: HIDDEN_SECONDS,
    });
    for (const message of receivedMessageItems) {
      const lease = holdMessage(queue, message);
      const done = work(message, lease)
        .catch(complain)
        .finally(() => inWork.delete(lease));
      inWork.set(lease, done);
    }
    return receivedMessageItems.length;
  };

  const poll = (): Promise<number> => {
    polling = polling.then(takeBatch).catch((error: unknown) => {
      // A queue that nobody has created yet is an empty one: the host does not create it.
      if (!(error instanceof RestError && error.code === 'QueueNotFound')) complain(error);
      return 0;
    });
    return polling;
  };

  const loop = async () => {
    let pause = MIN_PAUSE_MS;
    while (!stopping.signal.aborted) {
      const found = await poll();
      if (found > 0) {
        pause = MIN_PAUSE_MS;
        if (inWork.size <= settings.newBatchThreshold) continue;
      }
      await Promise.race([
        sleep(pause, undefined, { signal: stopping.signal }),
        ...(inWork.size > settings.newBatchThreshold ? inWork.values() : []),
      ]).catch(() => undefined);
      // The look at the queue is also the look at the leases, so there is no long pause while messages are in work.
      if (inWork.size === 0) pause = Math.min(pause * 2, settings.maxPollingInterval);
    }
  };
  const ended = loop();

  return {
    drain: async () => {
      let worked = false;
      while ((await poll()) > 0 || inWork.size > 0) {
        worked = true;
        await Promise.all(inWork.values());
      }
      return worked;
    },
    stop: async (graceMs) => {
      stopping.abort();
      await ended;
      const grace = new AbortController();
      const timeUp = sleep(graceMs, undefined, { signal: grace.signal }).catch(() => undefined);
      await Promise.race([Promise.all(inWork.values()), timeUp]);
      grace.abort();
      await Promise.all([...inWork.keys()].map((lease) => lease.release(0).catch(complain)));
    },
  };
}
