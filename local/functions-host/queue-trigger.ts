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
  /** Takes no more messages; those in work go on. */
  pause(): void;
  /**
   * Takes no more messages and gives those in work `graceMs`. What is in work then stays hidden for the rest of its time,
   * as it does when a host ends in whatever way (seen in functions host 4.1037); its function runs on, unheard.
   */
  stop(graceMs: number): Promise<void>;
  /** Stops at once, as when the process is killed. */
  kill(): void;
}

export interface QueueListenerOptions {
  queueName: string;
  connectionString: string;
  settings: QueueSettings;
  /** Runs the function. False when it threw. */
  run(input: TriggerInput): Promise<boolean>;
  log(level: 'warning', message: string): void;
}

/** The first pause after a queue was found empty; the next ones double (`QueuePollingIntervals`). */
const MIN_POLLING_INTERVAL_MS = 100;
/** How often the clock is looked at. It may jump, so a listener cannot sleep until its time. */
const TICK_MS = 100;
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
  let isPaused = false;
  let isKilled = false;
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
    const decoded = decodeMessage(message.messageText, settings.messageEncoding);
    if (decoded === 'not-encoded') return toPoisonQueue(message, lease);
    if (decoded === 'not-utf8') log('warning', `Message ${message.messageId}: Exception binding parameter`);
    else if (await run(toQueueInput(decoded.text, message))) return lease.remove();
    if (!hasPoisonQueue) return;
    if (message.dequeueCount >= settings.maxDequeueCount) return toPoisonQueue(message, lease);
    await lease.release(Math.ceil(settings.visibilityTimeout / 1000));
  };

  const isFull = () => inWork.size > settings.newBatchThreshold;
  const takeBatch = async (): Promise<number> => {
    if (stopping.signal.aborted || isPaused || isFull()) return 0;
    const { receivedMessageItems } = await queue.receiveMessages({
      numberOfMessages: settings.batchSize,
      visibilityTimeout: HIDDEN_SECONDS,
    });
    if (isKilled) return 0;
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

  const waitWhile = async (goesOn: () => boolean) => {
    do {
      const tick = sleep(TICK_MS, undefined, { signal: stopping.signal });
      await Promise.race([tick, ...(isFull() ? inWork.values() : [])]).catch(() => undefined);
      await Promise.all([...inWork.keys()].map((lease) => lease.renewWhenDue())).catch(complain);
    } while (goesOn() && !stopping.signal.aborted);
  };
  const loop = async () => {
    let interval = MIN_POLLING_INTERVAL_MS;
    while (!stopping.signal.aborted) {
      const found = await poll();
      if (isFull()) {
        await waitWhile(isFull);
      } else if (found === 0) {
        const due = Date.now() + interval;
        await waitWhile(() => Date.now() < due);
        interval = Math.min(interval * 2, settings.maxPollingInterval);
      }
      if (found > 0) interval = MIN_POLLING_INTERVAL_MS;
    }
  };
  const ended = loop();

  const abandonAll = () => {
    for (const lease of inWork.keys()) lease.abandon();
  };

  return {
    drain: async () => {
      let worked = false;
      while ((await poll()) > 0 || inWork.size > 0) {
        worked = true;
        await Promise.all(inWork.values());
      }
      return worked;
    },
    pause: () => {
      isPaused = true;
    },
    stop: async (graceMs) => {
      stopping.abort();
      await ended;
      const grace = new AbortController();
      const timeUp = sleep(graceMs, undefined, { signal: grace.signal }).catch(() => undefined);
      await Promise.race([Promise.all(inWork.values()), timeUp]);
      grace.abort();
      abandonAll();
    },
    kill: () => {
      isKilled = true;
      stopping.abort();
      abandonAll();
    },
  };
}
