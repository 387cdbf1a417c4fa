import { setImmediate as nextTurn } from 'node:timers/promises';
import * as z from 'zod';
import { failureCodeOf, mailboxFailure, retryAfterSeconds } from './graph-failure.ts';
import type { GraphAnswer, GraphRequest, GraphTransport } from './graph-transport.ts';
import { MailboxFailure } from './mailbox.ts';
import { readableItems } from './readable-items.ts';

/** One request of a batch. */
export interface BatchPart {
  readonly method: GraphRequest['method'];
  readonly url: string;
  readonly headers?: object;
  readonly body?: unknown;
}

const batchSchema = z.object({
  responses: readableItems(
    z.object({
      id: z.coerce.string(),
      status: z.coerce.number().min(100),
      headers: z.record(z.string(), z.coerce.string()).nullish(),
      body: z.unknown().optional(),
    }),
  ),
});

/**
 * Sends one `$batch` and returns the answers in the order of the parts; `undefined` for a part that was not answered, or
 * for all parts when no response arrived. A 401, 429 or 503 for the whole batch is returned for every part, and so is
 * another passing client error that names a wait. Any other client error of the whole batch says nothing about a single
 * part, so it throws a `MailboxFailure`.
 */
export async function sendBatch(
  transport: GraphTransport,
  parts: readonly BatchPart[],
  sent?: () => void,
): Promise<readonly (GraphAnswer | undefined)[] | undefined> {
  const requests = parts.map((part, index) => ({ id: String(index), ...part }));
  const answering = transport.send({ method: 'POST', path: '/$batch', body: { requests } }).catch(lostAnswer);
  const [answer] = await Promise.all([answering, hasLeft().then(sent)]);
  if (answer === undefined) return undefined;
  const parsed = batchSchema.safeParse(answer.body);
  // If the parts are readable, the status of the batch response is ignored: Microsoft's pages on JSON batching and on
  // throttling contradict each other about it.
  if (!parsed.success) {
    if ([401, 429, 503].includes(answer.status)) return parts.map(() => answer);
    if (answer.status < 400 || answer.status >= 500) return undefined;
    if (failureCodeOf(answer) !== 'unavailable') throw mailboxFailure(answer);
    return retryAfterSeconds(answer.headers) === undefined ? undefined : parts.map(() => answer);
  }
  const byId = new Map(parsed.data.responses.map((part) => [part.id, part]));
  const wait = answer.headers['retry-after'];
  return requests.map(({ id }) => {
    const part = byId.get(id);
    if (part === undefined) return undefined;
    const own = part.headers ?? {};
    // A `Retry-After` of the batch response applies to every part that failed and names no wait of its own.
    const inherits = wait !== undefined && part.status >= 400 && retryAfterSeconds(own) === undefined;
    return { status: part.status, headers: inherits ? { ...own, 'retry-after': wait } : own, body: part.body };
  });
}

/**
 * Resolves when a request that was just begun has left, as a rule: `fetch` writes it within two turns of the event loop
 * when a connection is open. What is computed before, such as a commit, would make the mailbox wait for it. Only speed
 * depends on it.
 */
async function hasLeft(): Promise<void> {
  await nextTurn();
  await nextTurn();
}

/**
 * A lost response leaves the writes in doubt, so it returns `undefined`; any other failure (no token) means that
 * nothing was sent, and is thrown.
 */
function lostAnswer(failure: unknown): undefined {
  if (failure instanceof MailboxFailure && failure.code === 'unavailable') return undefined;
  throw failure;
}
