import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { SECOND } from '../clock.ts';
import { type Instant, instant, instantSchema } from '../ids.ts';

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const traceparentSchema = z.string().regex(TRACEPARENT).brand<'Traceparent'>();
/** Trace id and parent, in the format of W3C Trace Context. */
type Traceparent = z.output<typeof traceparentSchema>;

/** Metadata of a queue message, beside its payload. Messages of earlier versions have none. */
export const messageOriginSchema = z.object({
  trace: traceparentSchema.optional().catch(undefined),
  /** When the message becomes visible. */
  due: instantSchema.optional().catch(undefined),
});
type MessageOrigin = z.output<typeof messageOriginSchema>;

/** Resources that are counted per invocation. */
type Counter = 'requestUnits' | 'graphRequests' | 'graphBatches';

/** One invocation of a function. */
export interface Invocation {
  /** The functions host's invocation id, a GUID. */
  readonly id: string;
  readonly trace: Traceparent;
  /** Seconds between the message becoming visible and the start of the invocation; `null` without such a message. */
  readonly queueAge: number | null;
  readonly used: Record<Counter, number>;
}

const invocations = new AsyncLocalStorage<Invocation>();

/** The current invocation; `undefined` outside of one. */
export function currentInvocation(): Invocation | undefined {
  return invocations.getStore();
}

/** Adds to a counter of the current invocation; does nothing outside of one. */
export function use(counter: Counter, amount: number): void {
  const invocation = invocations.getStore();
  if (invocation !== undefined) invocation.used[counter] += amount;
}

/** How an invocation starts: its id, its message's metadata, and the trace context from the functions host. */
export interface Beginning {
  readonly id: string;
  readonly origin: MessageOrigin;
  readonly traceparent: string | undefined;
  readonly now: Date;
}

/** Runs the work of one invocation, with the invocation as its asynchronous context. */
export function duringInvocation<T>({ id, origin, traceparent, now }: Beginning, work: () => T): T {
  const given = traceparentSchema.safeParse(traceparent);
  const trace = origin.trace ?? given.data ?? freshTraceparent();
  const queueAge = origin.due === undefined ? null : Math.max(0, (now.getTime() - Date.parse(origin.due)) / SECOND);
  const used = { requestUnits: 0, graphRequests: 0, graphBatches: 0 };
  return invocations.run({ id, trace, queueAge, used }, work);
}

/** The metadata for a message that is sent now. */
export function originOfMessage(now: Date, delaySeconds: number): { trace?: Traceparent; due: Instant } {
  const trace = invocations.getStore()?.trace;
  return { ...(trace === undefined ? {} : { trace }), due: instant(now.getTime() + delaySeconds * SECOND) };
}

/** The trace id: 32 hexadecimal digits. */
export function traceIdOf(traceparent: Traceparent): string {
  return TRACEPARENT.exec(traceparent)?.[1] ?? '';
}

function freshTraceparent(): Traceparent {
  return traceparentSchema.parse(`00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`);
}
