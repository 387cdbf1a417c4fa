import { setTimeout as sleep } from 'node:timers/promises';
import { app } from '@azure/functions';
import { theServices } from '../shared/services.ts';
import { awaitedByShutdown, isShuttingDown, shutDown } from '../shared/shutdown.ts';

/**
 * In milliseconds. The host waits 5 seconds for a worker to end (`WorkerTerminateGracePeriodInSeconds`); 4.5 were seen to be
 * waited for (functions host 4.1037).
 */
const TIME_LIMIT = 4500;

// A message that comes now could not be worked off. It fails and comes back after `visibilityTimeout`.
app.hook.preInvocation((context) => {
  const { functionHandler, invocationContext } = context;
  const isMessage = invocationContext.options.trigger.type === 'queueTrigger';
  context.functionHandler = (trigger, invocation) => {
    if (isMessage && isShuttingDown()) throw new Error('This instance is shutting down.');
    return awaitedByShutdown(async () => functionHandler(trigger, invocation));
  };
});

// A restart calls this; a scale-in, a kill and a crash do not, so nothing may depend on it (docs/operating.md). It makes an end
// cheaper: leases are free at once, the next messages are there, and the metrics of the last minute are sent.
app.hook.appTerminate(async () => {
  const ready = new AbortController();
  const limit = sleep(TIME_LIMIT, undefined, { signal: ready.signal }).catch(() => undefined);
  const end = shutDown().then(() => theServices().flushMetrics());
  await Promise.race([end, limit]).finally(() => ready.abort());
});
