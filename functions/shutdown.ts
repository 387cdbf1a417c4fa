import { setTimeout as sleep } from 'node:timers/promises';
import { app } from '@azure/functions';
import { theServices } from '../shared/services.ts';
import { awaitedByShutdown, isShuttingDown, shutDown } from '../shared/shutdown.ts';

/**
 * Time for the shutdown work, in milliseconds. The host waits 5 seconds for a worker to end
 * (`WorkerTerminateGracePeriodInSeconds`); functions host 4.1037 was observed to wait at least 4.5 seconds.
 */
const TIME_LIMIT = 4500;

// Rejects messages that arrive during the shutdown. A rejected message becomes visible again after `visibilityTimeout`.
app.hook.preInvocation((context) => {
  const { functionHandler, invocationContext } = context;
  const isMessage = invocationContext.options.trigger.type === 'queueTrigger';
  context.functionHandler = (trigger, invocation) => {
    if (isMessage && isShuttingDown()) throw new Error('This instance is shutting down.');
    return awaitedByShutdown(async () => functionHandler(trigger, invocation));
  };
});

// The host calls this on a restart, but not on a scale-in, a kill or a crash, so correctness must not depend on it
// (docs/operating.md). It only saves time: it releases leases, sends follow-up messages and flushes the metrics of the
// last minute.
app.hook.appTerminate(async () => {
  const ready = new AbortController();
  const limit = sleep(TIME_LIMIT, undefined, { signal: ready.signal }).catch(() => undefined);
  const end = shutDown().then(() => theServices().flushMetrics());
  await Promise.race([end, limit]).finally(() => ready.abort());
});
