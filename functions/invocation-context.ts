import { app } from '@azure/functions';
import { systemClock } from '../shared/clock.ts';
import { duringInvocation, messageOriginSchema } from '../shared/telemetry/invocation.ts';

// Runs every function with a context for its logs: the id of the invocation and its trace. A queue message may carry
// its own trace and the time when it became visible (`messageOriginSchema`); otherwise the trace is the platform's.
app.hook.preInvocation((context) => {
  const { functionHandler, inputs, invocationContext } = context;
  const message = invocationContext.options.trigger.type === 'queueTrigger' ? inputs[0] : undefined;
  const beginning = {
    id: invocationContext.invocationId,
    origin: messageOriginSchema.catch({}).parse(message),
    traceparent: invocationContext.traceContext?.traceParent,
    now: systemClock.now(),
  };
  context.functionHandler = (trigger, context) => duringInvocation(beginning, () => functionHandler(trigger, context));
});
