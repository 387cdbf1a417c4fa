import * as z from 'zod';
import { contactIdSchema } from '../ids.ts';
import { DEFAULT_WAIT_SECONDS, mailboxFailure, meaningOf, retryAfterSeconds, saidBy } from './graph-failure.ts';
import type { GraphAnswer } from './graph-transport.ts';
import type { ContactWrite, UnreadContact, WriteAnswer } from './mailbox.ts';

const created = z.object({ id: contactIdSchema });
const written = z.object({ changeKey: z.string() });

/**
 * Interprets Graph's answer to one write. A 503 without Retry-After, a 500, 502 or 504 leave it in doubt (`unknown`):
 * Exchange may have done the write before the answer was lost.
 */
export function readWriteAnswer(write: ContactWrite, answer: GraphAnswer): WriteAnswer {
  if (answer.status >= 200 && answer.status < 300) return done(write, answer.body);
  return readRefusal(answer);
}

/**
 * Interprets an answer about one contact whose contents were requested; `undefined` when it holds them or concerns the
 * whole mailbox.
 */
export function readContentsAnswer(answer: GraphAnswer): UnreadContact | undefined {
  if (answer.status < 400) return undefined;
  const refusal = readRefusal(answer);
  switch (refusal.kind) {
    case 'refused':
    case 'closed':
    case 'unknown':
      return refusal;
    case 'gone':
    case 'later':
    case 'unauthorized':
    case 'mailbox-full':
    case 'property-quota':
      return undefined;
  }
}

function readRefusal(answer: GraphAnswer): Exclude<WriteAnswer, { kind: 'done' }> {
  const meaning = meaningOf(answer);
  const wait = retryAfterSeconds(answer.headers);
  switch (meaning) {
    case 'missing':
      return { kind: 'gone' };
    case 'refused':
      return { kind: 'refused', code: saidBy(answer).code };
    case 'mailbox-full':
    case 'property-quota':
    case 'unauthorized':
      return { kind: meaning };
    case 'forbidden':
    case 'no-mailbox':
      return { kind: 'closed', failure: mailboxFailure(answer) };
    case 'throttled':
      return { kind: 'later', retryAfterSeconds: wait ?? DEFAULT_WAIT_SECONDS };
    case 'unexpected':
      return { kind: 'unknown', said: saidBy(answer) };
    case 'unavailable':
      // A 503 or 4xx with Retry-After means that the service has not begun the write.
      return wait !== undefined && (answer.status === 503 || answer.status < 500)
        ? { kind: 'later', retryAfterSeconds: wait }
        : { kind: 'unknown' };
  }
}

function done(write: ContactWrite, body: unknown): WriteAnswer {
  const version = written.safeParse(body).data?.changeKey ?? null;
  if (write.kind !== 'create') return { kind: 'done', contactId: write.contactId, version };
  const parsed = created.safeParse(body);
  return parsed.success ? { kind: 'done', contactId: parsed.data.id, version } : { kind: 'unknown' };
}
