import { app } from '@azure/functions';
import { systemClock } from '../shared/clock.ts';
import { duringInvocation, messageOriginSchema } from '../shared/telemetry/invocation.ts';

// Gives every invocation its context for telemetry. The trace comes from the queue message for queue triggers, from the
// functions host otherwise.
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
