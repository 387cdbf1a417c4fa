import type { FieldValue } from './event-field.ts';
import { EVENTS, type EventName, type Events, type Usage } from './events.ts';
import { currentInvocation, type Invocation, traceIdOf } from './invocation.ts';

export interface EventLog {
  /** Records an event. Never fails and never waits. */
  record<Name extends EventName>(name: Name, fields: Events[Name]): void;
}

/** Receives every event with all its fields (`fieldsOf`). */
export type EventSink = (name: EventName, values: Readonly<Record<string, FieldValue>>) => void;

/** A log that adds the current invocation to each event and passes it to every sink. */
export function eventLog(...sinks: readonly EventSink[]): EventLog {
  return {
    record: (name, fields) => {
      const invocation = currentInvocation();
      const values = {
        ...fields,
        ...(name === 'run-ended' && invocation !== undefined ? usageOf(invocation) : {}),
        ...(invocation === undefined ? {} : { trace: traceIdOf(invocation.trace), invocation: invocation.id }),
      };
      for (const sink of sinks) sink(name, values);
    },
  };
}

function usageOf({ queueAge, used }: Invocation): Usage {
  return { queueAge, ...used };
}

/** A sink that writes one JSON line per event, for the log of the functions host. */
export function eventLines(write: (level: 'info' | 'error', line: string) => void): EventSink {
  return (name, values) => write(EVENTS[name].level, JSON.stringify({ event: name, ...values }));
}
