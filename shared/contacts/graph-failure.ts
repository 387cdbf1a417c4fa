import * as z from 'zod';
import { foldAscii } from '../ascii-case.ts';
import type { GraphAnswer } from './graph-transport.ts';
import { MailboxFailure, type MailboxFailureCode } from './mailbox.ts';

const errorBody = z.object({ error: z.object({ code: z.string() }) });

/** Graph's error code, or the empty string. The message is never read: it may change, and it may quote content. */
export function graphCode(body: unknown): string {
  const parsed = errorBody.safeParse(body);
  return parsed.success ? parsed.data.error.code : '';
}

const MIN_WAIT_SECONDS = 1;

/**
 * The wait that the answer asks for, in seconds (fractions happen; a date is legal too), or `undefined`. None is taken
 * for less than a second, so that "0" does not make us ask without end.
 */
export function retryAfterSeconds(headers: Readonly<Record<string, string>>): number | undefined {
  const value = Object.entries(headers).find(([name]) => foldAscii(name) === 'retry-after')?.[1];
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(MIN_WAIT_SECONDS, seconds);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(MIN_WAIT_SECONDS, (at - Date.now()) / 1000);
}

/**
 * Whether the answer says that there is no such item or folder. An id of an item that was moved is answered as missing
 * or, by one report, as malformed.
 */
export function saysMissing(answer: GraphAnswer): boolean {
  const malformed = answer.status === 400 && graphCode(answer.body) === 'ErrorInvalidIdMalformed';
  // The code counts before the status: a mailbox that is being moved answers 404 for what is there.
  return malformed || (answer.status === 404 && BY_CODE[graphCode(answer.body)] === undefined);
}

/**
 * Graph's codes that say more than the status they come with, as Exchange is known to answer them. What the code of an
 * item says (`ErrorItemNotFound`, `ErrorInvalidProperty`, `ErrorMessageSizeExceeded`, a conflict) is read where one item
 * is asked for or written.
 */
const BY_CODE: Readonly<Record<string, MailboxFailureCode>> = {
  MailboxNotEnabledForRESTAPI: 'no-mailbox',
  MailboxNotSupportedForRESTAPI: 'no-mailbox',
  ResourceNotFound: 'no-mailbox',
  ErrorInvalidUser: 'no-mailbox',
  Request_ResourceNotFound: 'no-mailbox',
  // A tenant or an account without Exchange Online (azure-docs 32957, python-o365 859, msgraph-sdk-dotnet 1920).
  OrganizationFromTenantGuidNotFound: 'no-mailbox',
  ErrorNonExistentMailbox: 'no-mailbox',
  ErrorQuotaExceeded: 'mailbox-full',
  ErrorAccessDenied: 'forbidden',
  InvalidAuthenticationToken: 'unauthorized',
  ApplicationThrottled: 'throttled',
  TooManyRequests: 'throttled',
  ErrorTooManyObjectsOpened: 'throttled',
  ErrorServerBusy: 'unavailable',
  ErrorMailboxMoveInProgress: 'unavailable',
  ErrorMailboxStoreUnavailable: 'unavailable',
  ErrorTimeoutExpired: 'unavailable',
  ErrorInternalServerError: 'unavailable',
  ErrorInternalServerTransientError: 'unavailable',
  MailboxInfoStale: 'unavailable',
  // Exchange itself touched the item, also without If-Match (davmail 491, microsoft-graph-docs 2256).
  ErrorIrresolvableConflict: 'unavailable',
  // For an hour, for every body (msgraph-sdk-dotnet 450, O365Synchronizer 24).
  RequestBodyRead: 'unavailable',
};

const BY_STATUS: Readonly<Record<number, MailboxFailureCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  // None of these says anything about what was sent (microsoft-graph-docs 2188, 10936).
  405: 'unavailable',
  408: 'unavailable',
  409: 'unavailable',
  412: 'unavailable',
  423: 'unavailable',
  424: 'unavailable',
  429: 'throttled',
  507: 'mailbox-full',
};

/** What an answer means for the mailbox as a whole: by its code, whatever the status, else by its status. */
export function failureCodeOf({ status, body }: GraphAnswer): MailboxFailureCode {
  return BY_CODE[graphCode(body)] ?? BY_STATUS[status] ?? (status >= 500 ? 'unavailable' : 'unexpected');
}

/** How long to stay away when Graph throttles without a `Retry-After`. */
export const DEFAULT_WAIT_SECONDS = 10;

/** An answer that is not the hoped-for one, as a failure of the mailbox. */
export function mailboxFailure(answer: GraphAnswer): MailboxFailure {
  const { status, headers } = answer;
  const known = graphCode(answer.body);
  const code = failureCodeOf(answer);
  const waits = code === 'throttled' || code === 'unavailable';
  const unspecified = code === 'throttled' ? DEFAULT_WAIT_SECONDS : 0;
  return new MailboxFailure(code, `${SAID[code]} (${status}${known === '' ? '' : ` ${known}`}).`, {
    retryAfterSeconds: waits ? (retryAfterSeconds(headers) ?? unspecified) : 0,
  });
}

const SAID: Readonly<Record<MailboxFailureCode, string>> = {
  'no-mailbox': 'The account has no mailbox on Exchange Online',
  'mailbox-full': 'The mailbox is full',
  unauthorized: 'Microsoft Graph refused the access token',
  forbidden: 'Microsoft Graph denies access to the contacts',
  throttled: 'Microsoft Graph asks to wait',
  unavailable: 'Microsoft Graph is unavailable',
  unexpected: 'Microsoft Graph gave an answer that is not expected here',
};
