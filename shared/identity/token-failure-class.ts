import type { TokenFailureClass } from './mailbox-sign-in.ts';

/**
 * Microsoft's numbers that say more than the OAuth error they come with. Microsoft may change them, so they only refine:
 * an unknown number falls back to the error.
 */
const BY_NUMBER: Readonly<Record<string, TokenFailureClass>> = {
  // The consent, the app or a policy of the tenant.
  '65001': 'tenant',
  '90094': 'tenant',
  '90095': 'tenant',
  '90002': 'tenant',
  '700016': 'tenant',
  '70001': 'tenant',
  '7000112': 'tenant',
  '650052': 'tenant',
  '650056': 'tenant',
  '500212': 'tenant',
  '500213': 'tenant',
  // Our own credential or a mistake of ours.
  '7000215': 'ours',
  '7000222': 'ours',
  '700027': 'ours',
  '50196': 'ours',
  // Passing troubles of the service, or of a consent that has just been given.
  '50033': 'transient',
  '90012': 'transient',
  '90024': 'transient',
  '90033': 'transient',
  '90055': 'transient',
  '650051': 'transient',
};

const BY_ERROR: Readonly<Record<string, TokenFailureClass>> = {
  invalid_client: 'ours',
  unauthorized_client: 'ours',
  invalid_request: 'ours',
  invalid_scope: 'ours',
  consent_required: 'tenant',
  invalid_grant: 'user',
  interaction_required: 'user',
  login_required: 'user',
  bad_token: 'user',
  no_tokens_found: 'user',
  refresh_token_expired: 'user',
};

/** Whose matter a failed token request is. What we do not know passes, for nobody is told to act without need. */
export function blameFor(error: string, aadsts: string | undefined): TokenFailureClass {
  const byNumber = aadsts === undefined ? undefined : BY_NUMBER[aadsts];
  return byNumber ?? BY_ERROR[error] ?? 'transient';
}

/** Microsoft's number in an error description, without its prefix. */
export function aadstsNumber(description: string): string | undefined {
  return /AADSTS(\d+)/.exec(description)?.[1];
}
