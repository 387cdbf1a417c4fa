import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionDefinition } from './function-definition.ts';
import type { QueueSettings } from './host-json.ts';
import type { Log, TriggerInput } from './invocation.ts';
import { toManualQueueInput } from './queue-message.ts';
import { listenToQueue, type QueueListener } from './queue-trigger.ts';
import type { QueueWeather } from './queue-weather.ts';
import { type RunningTimer, startTimer } from './timer-trigger.ts';

interface TriggersOptions {
  storageConnection(connectionName: string): string;
  readonly queues: QueueSettings;
  readonly log: Log;
  /** Runs a function. False when it threw. */
  run(definition: FunctionDefinition, input: TriggerInput): Promise<boolean>;
}

/** The timers and queue listeners of the functions of an app. */
export interface Triggers {
  start(definition: FunctionDefinition): void;
  /**
   * The input for a run by hand; `text` is that of a queue message.
   * @throws for a function that is run by http, or without its trigger
   */
  manualInput(definition: FunctionDefinition, text: string): TriggerInput;
  setQueueWeather(weather: QueueWeather): void;
  /** Processes all visible messages. Returns whether there were any. */
  drainQueues(): Promise<boolean>;
  /** Starts no more functions; those that run continue. */
  pause(): void;
  /** Stops all, and waits `graceMs` for what is running; after that, messages in work stay invisible. */
  stop(graceMs: number, running: Iterable<Promise<unknown>>): Promise<void>;
  /** Stops at once, like a killed process. */
  kill(): void;
}

export function createTriggers({ storageConnection, queues, log, run }: TriggersOptions): Triggers {
  const timers = new Map<string, RunningTimer>();
  const listeners = new Map<string, QueueListener>();
  let weather: QueueWeather = 'fair';

  function forget(): void {
    timers.clear();
    listeners.clear();
  }

  return {
    start(definition) {
      const { name, trigger } = definition;
      switch (trigger.kind) {
        case 'http':
          return;
        case 'timer':
          timers.set(
            name,
            startTimer(trigger, (input) => run(definition, input)),
          );
          return;
        case 'queue':
          listeners.set(
            name,
            listenToQueue({
              queueName: trigger.queueName,
              connectionString: storageConnection(trigger.connection),
              settings: queues,
              run: (input) => run(definition, input),
              weather: () => weather,
              log: (level, message) => log(level, message, name),
            }),
          );
          return;
      }
    },

    manualInput({ name, trigger }, text) {
      switch (trigger.kind) {
        case 'http':
          throw new Error(`${name} is run by http.`);
        case 'timer': {
          const timer = timers.get(name);
          if (!timer) throw new Error('The host is stopped.');
          return timer.input();
        }
        case 'queue':
          return toManualQueueInput(text);
      }
    },

    setQueueWeather(next) {
      weather = next;
    },

    async drainQueues() {
      const worked = await Promise.all([...listeners.values()].map((listener) => listener.drain()));
      return worked.includes(true);
    },

    pause() {
      for (const timer of timers.values()) void timer.stop();
      for (const listener of listeners.values()) listener.pause();
    },

    async stop(graceMs, running) {
      const timeUp = new AbortController();
      const grace = sleep(graceMs, undefined, { signal: timeUp.signal }).catch(() => undefined);
      const inTurn = [...[...timers.values()].map((timer) => timer.stop()), Promise.allSettled(running)];
      await Promise.all([
        ...[...listeners.values()].map((listener) => listener.stop(graceMs)),
        Promise.race([Promise.all(inTurn), grace]),
      ]);
      timeUp.abort();
      forget();
    },

    kill() {
      for (const timer of timers.values()) void timer.stop();
      for (const listener of listeners.values()) listener.kill();
      forget();
    },
  };
}
