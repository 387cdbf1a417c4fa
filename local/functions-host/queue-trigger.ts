import { setTimeout as sleep } from 'node:timers/promises';
import { type DequeuedMessageItem, QueueClient, RestError } from '@azure/storage-queue';
import type { QueueSettings } from './host-json.ts';
import type { TriggerInput } from './invocation.ts';
import { HIDDEN_SECONDS, holdMessage, type MessageLease } from './message-lease.ts';
import { decodeMessage, toQueueInput } from './queue-message.ts';
import type { QueueWeather } from './queue-weather.ts';

/** A queue that is being listened to. */
export interface QueueListener {
  /** Processes all visible messages. Returns whether there were any. */
  drain(): Promise<boolean>;
  /** Receives no more messages; those being processed continue. */
  pause(): void;
  /**
   * Receives no more messages and waits `graceMs` for those being processed. After that they stay invisible until
   * their timeout, as with every end of a host (seen in functions host 4.1037); their functions keep running, but the
   * results are ignored.
   */
  stop(graceMs: number): Promise<void>;
  /** Stops at once, like a killed process. */
  kill(): void;
}

export interface QueueListenerOptions {
  queueName: string;
  connectionString: string;
  settings: QueueSettings;
  /** Runs the function. False when it threw. */
  run(input: TriggerInput): Promise<boolean>;
  weather(): QueueWeather;
  log(level: 'warning', message: string): void;
}

/**
 * First polling interval after an empty queue, in milliseconds; the following ones double (`QueuePollingIntervals`).
 */
const MIN_POLLING_INTERVAL_MS = 100;
/** Interval of the clock checks, in milliseconds. The clock may jump, so a listener cannot sleep until a given time. */
const TICK_MS = 100;
const POISON_SUFFIX = '-poison';
const MAX_QUEUE_NAME = 63;

/**
 * Listens to a storage queue (`QueueListener` and `QueueProcessor` of azure-webjobs-sdk): receives a batch when at
 * most `newBatchThreshold` messages are being processed, deletes a message whose function succeeded, makes it visible
 * again after `visibilityTimeout` otherwise, and moves it to `<queue>-poison` after `maxDequeueCount`. A queue whose
 * name ends in `-poison` or would become too long has no poison queue: there a failed message stays invisible until
 * its timeout.
 */
export function listenToQueue(options: QueueListenerOptions): QueueListener {
  const { queueName, connectionString, settings, run, weather, log } = options;
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
    else if (await run(toQueueInput(decoded.text, message))) {
      return meets('receipt lost', message) ? lease.abandon() : lease.remove();
    }
    if (!hasPoisonQueue) return;
    if (message.dequeueCount >= settings.maxDequeueCount) return toPoisonQueue(message, lease);
    await lease.release(Math.ceil(settings.visibilityTimeout / 1000));
  };

  const meets = (trouble: QueueWeather, { dequeueCount }: DequeuedMessageItem) =>
    dequeueCount === 1 && weather() === trouble;
  const deliveriesOf = (message: DequeuedMessageItem) =>
    meets('twice', message) ? [message, { ...message, dequeueCount: 2 }] : [message];

  const isFull = () => inWork.size > settings.newBatchThreshold;
  const takeBatch = async (): Promise<number> => {
    if (stopping.signal.aborted || isPaused || isFull()) return 0;
    const { receivedMessageItems } = await queue.receiveMessages({
      numberOfMessages: settings.batchSize,
      visibilityTimeout: HIDDEN_SECONDS,
    });
    if (isKilled) return 0;
    for (const message of receivedMessageItems.flatMap(deliveriesOf)) {
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
      // A queue that does not exist yet counts as empty: the host does not create it.
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
