import { describe, expect, test } from '@jest/globals';
import {
  type Beginning,
  currentInvocation,
  duringInvocation,
  messageOriginSchema,
  originOfMessage,
  traceIdOf,
} from '../../../shared/telemetry/invocation.ts';
import { NOON } from '../fixtures/links.ts';

const ID = '0af76519-16cd-43dd-8448-eb211c80319c';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = `00-${TRACE}-00f067aa0ba902b7-01`;

/** The trace of a call that began like this. */
function traceOf(beginning: Partial<Beginning>): string {
  const complete = { id: ID, origin: {}, traceparent: undefined, now: NOON, ...beginning };
  return duringInvocation(complete, () => traceIdOf(currentInvocation()?.trace ?? expectNever()));
}

function expectNever(): never {
  throw new Error('A call is going on.');
}

describe('E2 an invocation', () => {
  test('a call has the trace of its message, else that of the platform, else one of its own', () => {
    const origin = messageOriginSchema.parse({ trace: PARENT });
    expect(traceOf({ origin, traceparent: `00-${'1'.repeat(32)}-00f067aa0ba902b7-01` })).toBe(TRACE);
    expect(traceOf({ traceparent: PARENT })).toBe(TRACE);
    expect(traceOf({})).toMatch(/^[0-9a-f]{32}$/);
    expect(traceOf({})).not.toBe(traceOf({}));
  });

  test.each([
    '',
    'nothing',
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    PARENT.toUpperCase(),
    `${PARENT}-more`,
    '山田 花子',
  ])('what is no trace is not taken for one: %j', (trace) => {
    expect(messageOriginSchema.parse({ trace, due: 'noon' })).toEqual({});
    expect(traceOf({ traceparent: trace })).not.toBe(TRACE);
  });

  test('a message says whose it is, and when it can first be seen', () => {
    const beginning = { id: ID, origin: {}, traceparent: PARENT, now: NOON };
    const origin = duringInvocation(beginning, () => originOfMessage(NOON, 90));
    expect(origin).toEqual({ trace: PARENT, due: new Date(NOON.getTime() + 90_000).toISOString() });
    expect(originOfMessage(NOON, 0)).toEqual({ due: NOON.toISOString() });
    const late = { ...beginning, origin: messageOriginSchema.parse(origin), now: new Date(NOON.getTime() + 100_000) };
    expect(duringInvocation(late, currentInvocation)?.queueAge).toBe(10);
  });
});
