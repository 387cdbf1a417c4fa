import { aadstsNumber } from './token-failure-class.ts';

/** Why Microsoft sent a person back without what we asked for. The words for each are in the portal's dictionary. */
export type SignInErrorCode =
  | 'cancelled'
  | 'approval-required'
  | 'other-account'
  | 'tenant-not-found'
  | 'app-disabled'
  | 'blocked-by-policy'
  | 'microsoft-unavailable'
  | 'refused';

export interface SignInError {
  readonly code: SignInErrorCode;
  readonly aadsts: string | undefined;
  readonly correlationId: string | undefined;
}

const BY_NUMBER: Readonly<Record<string, SignInErrorCode>> = {
  '65004': 'cancelled',
  '65001': 'approval-required',
  '90094': 'approval-required',
  '90095': 'approval-required',
  '50020': 'other-account',
  '50034': 'other-account',
  '51004': 'other-account',
  '16000': 'other-account',
  '90072': 'other-account',
  '500212': 'blocked-by-policy',
  '500213': 'blocked-by-policy',
  '50105': 'blocked-by-policy',
  '53000': 'blocked-by-policy',
  '53001': 'blocked-by-policy',
  '53003': 'blocked-by-policy',
  '530032': 'blocked-by-policy',
  '90002': 'tenant-not-found',
  '700016': 'app-disabled',
  '70001': 'app-disabled',
  '7000112': 'app-disabled',
  '90055': 'microsoft-unavailable',
  '650051': 'microsoft-unavailable',
};

const BY_ERROR: Readonly<Record<string, SignInErrorCode>> = {
  access_denied: 'cancelled',
  permission_denied: 'cancelled',
  consent_required: 'approval-required',
  server_error: 'microsoft-unavailable',
  temporarily_unavailable: 'microsoft-unavailable',
};

/** What an error means to people: by Microsoft's number where we know it, else by the OAuth error. */
export function explainSignInError(error: string, aadsts: string | undefined): SignInErrorCode {
  return (aadsts === undefined ? undefined : BY_NUMBER[aadsts]) ?? BY_ERROR[error] ?? 'refused';
}

/** The error in a callback, or `undefined` when there is none. Anybody can write these parameters; they only inform. */
export function readSignInError(query: URLSearchParams): SignInError | undefined {
  const error = query.get('error');
  if (error === null) return undefined;
  const description = query.get('error_description') ?? '';
  const aadsts = aadstsNumber(description);
  const correlationId = /Correlation ID: ([0-9a-f-]{36})/i.exec(description)?.[1];
  return { code: explainSignInError(error, aadsts), aadsts, correlationId };
}
