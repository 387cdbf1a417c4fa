import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { SECOND } from '../clock.ts';
import { type Instant, instant, instantSchema } from '../ids.ts';

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const traceparentSchema = z.string().regex(TRACEPARENT).brand<'Traceparent'>();
/** Where something came from, as W3C Trace Context writes it. */
type Traceparent = z.output<typeof traceparentSchema>;

/** What a queue message says of itself, beside what it asks for. Messages of earlier versions say nothing. */
export const messageOriginSchema = z.object({
  trace: traceparentSchema.optional().catch(undefined),
  /** When it could first be seen. */
  due: instantSchema.optional().catch(undefined),
});
type MessageOrigin = z.output<typeof messageOriginSchema>;

/** What one call of a function used. */
type Counter = 'requestUnits' | 'graphRequests' | 'graphBatches';

/** One call of a function. */
export interface Invocation {
  /** The platform's id of the call, a GUID. */
  readonly id: string;
  readonly trace: Traceparent;
  /** Seconds from the time when its message could be seen to its start. */
  readonly queueAge: number | null;
  readonly used: Record<Counter, number>;
}

const invocations = new AsyncLocalStorage<Invocation>();

/** The call of a function that is going on. `undefined` outside of one. */
export function currentInvocation(): Invocation | undefined {
  return invocations.getStore();
}

/** Adds to what the going call used. Outside of one, nobody asks for it. */
export function use(counter: Counter, amount: number): void {
  const invocation = invocations.getStore();
  if (invocation !== undefined) invocation.used[counter] += amount;
}

/** What began a call: its id, what its message says, and what the platform says of its trace. */
export interface Beginning {
  readonly id: string;
  readonly origin: MessageOrigin;
  readonly traceparent: string | undefined;
  readonly now: Date;
}

/** Does the work of one call, so that everything on the way knows whose it is. */
export function duringInvocation<T>({ id, origin, traceparent, now }: Beginning, work: () => T): T {
  const given = traceparentSchema.safeParse(traceparent);
  const trace = origin.trace ?? given.data ?? freshTraceparent();
  const queueAge = origin.due === undefined ? null : Math.max(0, (now.getTime() - Date.parse(origin.due)) / SECOND);
  const used = { requestUnits: 0, graphRequests: 0, graphBatches: 0 };
  return invocations.run({ id, trace, queueAge, used }, work);
}

/** What a message that is sent now says of itself. */
export function originOfMessage(now: Date, delaySeconds: number): { trace?: Traceparent; due: Instant } {
  const trace = invocations.getStore()?.trace;
  return { ...(trace === undefined ? {} : { trace }), due: instant(now.getTime() + delaySeconds * SECOND) };
}

/** The 32 digits that all calls of a trace share. */
export function traceIdOf(traceparent: Traceparent): string {
  return TRACEPARENT.exec(traceparent)?.[1] ?? '';
}

function freshTraceparent(): Traceparent {
  return traceparentSchema.parse(`00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`);
}
