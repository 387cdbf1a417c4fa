import * as z from 'zod';
import type { GraphAnswer } from './graph-transport.ts';
import { MailboxFailure } from './mailbox.ts';

const errorBody = z.object({ error: z.object({ code: z.string() }) });

/** Graph's error code, or the empty string. The message is never read: it may change, and it may quote content. */
export function graphCode(body: unknown): string {
  const parsed = errorBody.safeParse(body);
  return parsed.success ? parsed.data.error.code : '';
}

/** The wait that the answer asks for, in seconds (fractions happen; a date is legal too), or `undefined`. */
export function retryAfterSeconds(headers: Readonly<Record<string, string>>): number | undefined {
  const value = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - Date.now()) / 1000);
}

/**
 * Whether the answer says that there is no such item or folder. An id of an item that was moved is answered as missing
 * or, by one report, as malformed.
 */
export function saysMissing(answer: GraphAnswer): boolean {
  const malformed = answer.status === 400 && graphCode(answer.body) === 'ErrorInvalidIdMalformed';
  return malformed || (answer.status === 404 && !saysNoMailbox(answer));
}

const WITHOUT_MAILBOX = new Set([
  'MailboxNotEnabledForRESTAPI',
  'MailboxNotSupportedForRESTAPI',
  'ResourceNotFound',
  'ErrorInvalidUser',
  'Request_ResourceNotFound',
]);

/** Whether the answer says that the person has no mailbox that we can reach (PRODUCT B5). */
export function saysNoMailbox(answer: GraphAnswer): boolean {
  return WITHOUT_MAILBOX.has(graphCode(answer.body));
}

/** How long to stay away when Graph throttles without saying so. */
const UNSPECIFIED_WAIT_SECONDS = 10;

/** What an answer that is not the hoped-for one means for the mailbox as a whole. */
export function mailboxFailure(answer: GraphAnswer): MailboxFailure {
  const code = graphCode(answer.body);
  const shown = `${answer.status}${code === '' ? '' : ` ${code}`}`;
  if (saysNoMailbox(answer)) {
    return new MailboxFailure('no-mailbox', `The account has no mailbox on Exchange Online (${shown}).`);
  }
  if (code === 'ErrorQuotaExceeded' || answer.status === 507) {
    return new MailboxFailure('mailbox-full', `The mailbox is full (${shown}).`);
  }
  switch (answer.status) {
    case 401:
      return new MailboxFailure('unauthorized', `Microsoft Graph refused the access token (${shown}).`);
    case 403:
      return new MailboxFailure('forbidden', `Microsoft Graph denies access to the contacts (${shown}).`);
    case 429:
      return new MailboxFailure('throttled', `Microsoft Graph asks to wait (${shown}).`, {
        retryAfterSeconds: retryAfterSeconds(answer.headers) ?? UNSPECIFIED_WAIT_SECONDS,
      });
    default:
      return answer.status >= 500 || answer.status === 408
        ? new MailboxFailure('unavailable', `Microsoft Graph is unavailable (${shown}).`, {
            retryAfterSeconds: retryAfterSeconds(answer.headers) ?? 0,
          })
        : new MailboxFailure('unexpected', `Microsoft Graph gave an answer that is not expected here (${shown}).`);
  }
}
