import * as z from 'zod';
import { foldAscii } from '../ascii-case.ts';
import type { GraphAnswer } from './graph-transport.ts';
import { MailboxFailure, type MailboxFailureCode, type SaidByGraph } from './mailbox.ts';

/** What is no identifier is no code, so that nothing else gets into logs and messages. */
const errorBody = z.object({ error: z.object({ code: z.string().regex(/^\w{1,64}$/) }) });

/** Graph's error code, or the empty string. */
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
 * What an answer means that is no success: a failure of the mailbox as a whole, or of one item. `missing`: the item or
 * folder does not exist. `refused`: the content is not taken. `unexpected`: nobody here knows, so it is taken for a
 * passing trouble.
 */
export type Meaning = MailboxFailureCode | 'missing' | 'refused';

/** Graph error codes, which are more specific than their status: passing troubles come with any. */
const BY_CODE: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  // The item.
  ['ErrorItemNotFound', 'missing'],
  ['ErrorFolderNotFound', 'missing'],
  // By one report, the id of a moved item is answered as malformed.
  ['ErrorInvalidIdMalformed', 'missing'],
  ['ErrorInvalidProperty', 'refused'],
  ['ErrorPropertyValidationFailure', 'refused'],
  ['ErrorInvalidPropertySet', 'refused'],
  ['ErrorInvalidRequest', 'refused'],
  ['ErrorInvalidArgument', 'refused'],
  ['ErrorItemSave', 'refused'],
  ['ErrorItemSavePropertyError', 'refused'],
  ['ErrorMessageSizeExceeded', 'refused'],
  ['ErrorCorruptData', 'refused'],
  ['BadRequest', 'refused'],
  // The mailbox.
  ['MailboxNotEnabledForRESTAPI', 'no-mailbox'],
  ['MailboxNotSupportedForRESTAPI', 'no-mailbox'],
  ['ResourceNotFound', 'no-mailbox'],
  ['ErrorInvalidUser', 'no-mailbox'],
  ['Request_ResourceNotFound', 'no-mailbox'],
  ['ErrorQuotaExceeded', 'mailbox-full'],
  ['ErrorAccessDenied', 'forbidden'],
  ['InvalidAuthenticationToken', 'unauthorized'],
  // The tenant or account has no Exchange Online (azure-docs 32957, python-o365 859, msgraph-sdk-dotnet 1920).
  ['OrganizationFromTenantGuidNotFound', 'no-mailbox'],
  ['ErrorNonExistentMailbox', 'no-mailbox'],
  // Throttling.
  ['ApplicationThrottled', 'throttled'],
  ['TooManyRequests', 'throttled'],
  ['ErrorTooManyObjectsOpened', 'throttled'],
  // Passing troubles.
  ['ErrorServerBusy', 'unavailable'],
  ['ErrorMailboxMoveInProgress', 'unavailable'],
  ['ErrorMailboxStoreUnavailable', 'unavailable'],
  ['ErrorTimeoutExpired', 'unavailable'],
  ['ErrorInternalServerError', 'unavailable'],
  ['ErrorInternalServerTransientError', 'unavailable'],
  ['MailboxInfoStale', 'unavailable'],
  // Exchange itself changed the item at the same time; happens also without If-Match (davmail 491, microsoft-graph-docs
  // 2256).
  ['ErrorIrresolvableConflict', 'unavailable'],
  // A service fault that was seen to last for an hour, whatever the request body (msgraph-sdk-dotnet 450,
  // O365Synchronizer 24).
  ['RequestBodyRead', 'unavailable'],
]);

/** Statuses, for answers without a code that is known. */
const BY_STATUS: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'missing'],
  // Service-side failures that are independent of the request's content (microsoft-graph-docs 2188, 10936).
  [405, 'unavailable'],
  [408, 'unavailable'],
  [409, 'unavailable'],
  [412, 'unavailable'],
  [413, 'refused'],
  [422, 'refused'],
  [423, 'unavailable'],
  [424, 'unavailable'],
  [429, 'throttled'],
  [507, 'mailbox-full'],
]);

/** The one place that says what an answer of Graph means: by its error code if that is known, else by its status. */
export function meaningOf({ status, body }: GraphAnswer): Meaning {
  const code = graphCode(body);
  const meaning = BY_CODE.get(code);
  if (meaning === 'mailbox-full' && namesProperties(body)) return 'property-quota';
  if (meaning !== undefined) return meaning;
  // With a code that nobody knows, these statuses do not tell whether the item, the mailbox or the service is meant.
  if (code !== '' && (status === 403 || status === 404)) return 'unexpected';
  return BY_STATUS.get(status) ?? (status >= 500 ? 'unavailable' : 'unexpected');
}

const errorMessage = z.object({ error: z.object({ message: z.string() }) });

/**
 * Whether a quota is that of named properties and not of space (msgraph-sdk-java 767). Only the message tells; of any
 * other answer it is ignored, since it may change and may quote content.
 */
function namesProperties(body: unknown): boolean {
  const parsed = errorMessage.safeParse(body);
  return parsed.success && /propert|id from name/i.test(parsed.data.error.message);
}

/** Whether the answer means that the item or folder does not exist. */
export function saysMissing(answer: GraphAnswer): boolean {
  return answer.status >= 400 && meaningOf(answer) === 'missing';
}

/** The failure code of an answer for the mailbox as a whole. */
export function failureCodeOf(answer: GraphAnswer): MailboxFailureCode {
  const meaning = answer.status < 400 ? 'unexpected' : meaningOf(answer);
  return meaning === 'missing' || meaning === 'refused' ? 'unexpected' : meaning;
}

/** What an answer said: its status and its code, which is the status where it has none. */
export function saidBy({ status, body }: GraphAnswer): SaidByGraph {
  return { status: String(status), code: graphCode(body) || String(status) };
}

/** Back-off in seconds when Graph throttles without `Retry-After`. */
export const DEFAULT_WAIT_SECONDS = 10;

/** Turns an unexpected answer into a `MailboxFailure`. */
export function mailboxFailure(answer: GraphAnswer): MailboxFailure {
  const { status, headers } = answer;
  const known = graphCode(answer.body);
  const code = failureCodeOf(answer);
  const waits = code === 'throttled' || code === 'unavailable' || code === 'unexpected';
  const unspecified = code === 'throttled' ? DEFAULT_WAIT_SECONDS : 0;
  return new MailboxFailure(code, `${SAID[code]} (${status}${known === '' ? '' : ` ${known}`}).`, {
    retryAfterSeconds: waits ? (retryAfterSeconds(headers) ?? unspecified) : 0,
    said: saidBy(answer),
  });
}

const SAID: Readonly<Record<MailboxFailureCode, string>> = {
  'no-mailbox': 'The account has no mailbox on Exchange Online',
  'mailbox-full': 'The mailbox is full',
  'property-quota': 'The mailbox takes no more names of properties',
  unauthorized: 'Microsoft Graph refused the access token',
  forbidden: 'Microsoft Graph denies access to the contacts',
  throttled: 'Microsoft Graph asks to wait',
  unavailable: 'Microsoft Graph is unavailable',
  unexpected: 'Microsoft Graph gave an answer that is not expected here',
};
