import * as z from 'zod';
import { foldAscii } from '../ascii-case.ts';
import type { GraphAnswer } from './graph-transport.ts';
import { MailboxFailure, type MailboxFailureCode } from './mailbox.ts';

const errorBody = z.object({ error: z.object({ code: z.string() }) });

/** Graph's error code, or the empty string. The message is ignored: it may change, and it may quote content. */
export function graphCode(body: unknown): string {
  const parsed = errorBody.safeParse(body);
  return parsed.success ? parsed.data.error.code : '';
}

const MIN_WAIT_SECONDS = 1;

/**
 * The value of `Retry-After` in seconds, or `undefined`. Fractions and HTTP dates are accepted. At least one second,
 * so that "0" does not cause a busy loop.
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
 * Whether the answer means that the item or folder does not exist. The id of a moved item is answered as not found or,
 * by one report, as malformed.
 */
export function saysMissing(answer: GraphAnswer): boolean {
  const malformed = answer.status === 400 && graphCode(answer.body) === 'ErrorInvalidIdMalformed';
  // The code takes precedence over the status: during a mailbox move, Exchange answers 404 for items that exist.
  return malformed || (answer.status === 404 && BY_CODE[graphCode(answer.body)] === undefined);
}

/**
 * Graph error codes that are more specific than their status, as Exchange is known to answer them. Codes about a
 * single item (`ErrorItemNotFound`, `ErrorInvalidProperty`, `ErrorMessageSizeExceeded`, conflicts) are handled where
 * that item is read or written.
 */
const BY_CODE: Readonly<Record<string, MailboxFailureCode>> = {
  MailboxNotEnabledForRESTAPI: 'no-mailbox',
  MailboxNotSupportedForRESTAPI: 'no-mailbox',
  ResourceNotFound: 'no-mailbox',
  ErrorInvalidUser: 'no-mailbox',
  Request_ResourceNotFound: 'no-mailbox',
  // The tenant or account has no Exchange Online (azure-docs 32957, python-o365 859, msgraph-sdk-dotnet 1920).
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
  // Exchange itself changed the item at the same time; happens also without If-Match (davmail 491, microsoft-graph-docs
  // 2256).
  ErrorIrresolvableConflict: 'unavailable',
  // A service fault that was seen to last for an hour, whatever the request body (msgraph-sdk-dotnet 450,
  // O365Synchronizer 24).
  RequestBodyRead: 'unavailable',
};

const BY_STATUS: Readonly<Record<number, MailboxFailureCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  // Service-side failures that are independent of the request's content (microsoft-graph-docs 2188, 10936).
  405: 'unavailable',
  408: 'unavailable',
  409: 'unavailable',
  412: 'unavailable',
  423: 'unavailable',
  424: 'unavailable',
  429: 'throttled',
  507: 'mailbox-full',
};

/** The failure code of an answer for the mailbox as a whole: by Graph's error code if known, else by HTTP status. */
export function failureCodeOf({ status, body }: GraphAnswer): MailboxFailureCode {
  return BY_CODE[graphCode(body)] ?? BY_STATUS[status] ?? (status >= 500 ? 'unavailable' : 'unexpected');
}

/** Back-off in seconds when Graph throttles without `Retry-After`. */
export const DEFAULT_WAIT_SECONDS = 10;

/** Turns an unexpected answer into a `MailboxFailure`. */
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
