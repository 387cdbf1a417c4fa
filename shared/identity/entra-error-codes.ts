import type { TokenFailureClass } from './mailbox-sign-in.ts';

/** Why Microsoft refused a sign-in or a token. The portal's dictionary has an explanation of each (PRODUCT A4, B4). */
export type SignInCause =
  | 'cancelled'
  | 'approval-required'
  | 'other-account'
  | 'cross-tenant-blocked'
  | 'tenant-not-found'
  | 'app-removed'
  | 'app-disabled'
  | 'app-misconfigured'
  | 'no-exchange'
  | 'not-assigned'
  | 'blocked-by-policy'
  | 'mfa-required'
  | 'session-ended'
  | 'account-disabled'
  | 'no-lasting-access'
  | 'consent-settling'
  | 'microsoft-unavailable'
  | 'service-fault'
  | 'refused';

/** Meaning of an error code: the cause to explain to people, and the class by which a run decides who has to act. */
interface Meaning {
  readonly cause: SignInCause;
  readonly blame: TokenFailureClass;
}

const means = (cause: SignInCause, blame: TokenFailureClass): Meaning => ({ cause, blame });

const cancelled = means('cancelled', 'transient');
const approvalRequired = means('approval-required', 'tenant');
const otherAccount = means('other-account', 'user');
const crossTenant = means('cross-tenant-blocked', 'tenant');
const appDisabled = means('app-disabled', 'tenant');
const policy = means('blocked-by-policy', 'user');
const moreFactors = means('mfa-required', 'user');
const sessionEnded = means('session-ended', 'user');
const brokenOff = means('refused', 'user');
const serviceFault = means('service-fault', 'ours');
const unavailable = means('microsoft-unavailable', 'transient');

/**
 * Causes by AADSTS number. What a cause comes to depends on where it is met: the dictionaries tell people
 * (`i18n/explain.ts`), a check of a consent answers "not granted" (`entra-sign-in.ts`), and a run stores
 * `consent-missing` (`sync/failure-verdict.ts`). The numbers are from Microsoft's reference of these codes. Microsoft may
 * change them, so they only refine: an unknown number falls back to the OAuth error.
 */
const BY_NUMBER: ReadonlyMap<string, Meaning> = new Map(
  Object.entries({
    '65004': cancelled,
    '65001': approvalRequired,
    '90094': approvalRequired,
    '90095': approvalRequired,

    '16000': otherAccount,
    '50020': otherAccount,
    '50034': otherAccount,
    '51004': otherAccount,
    '90072': otherAccount,
    '500212': crossTenant,
    '500213': crossTenant,
    '90002': means('tenant-not-found', 'tenant'),

    '700016': means('app-removed', 'tenant'),
    '70001': appDisabled,
    '7000112': appDisabled,
    '650052': means('no-exchange', 'tenant'),
    // Exchange Online or Graph is disabled or missing in the tenant (msal-dotnet 3150, msal_mobile 6).
    '500014': means('no-exchange', 'tenant'),
    '500011': means('no-exchange', 'tenant'),
    '50001': means('no-exchange', 'tenant'),
    '650056': means('app-misconfigured', 'tenant'),
    '50105': means('not-assigned', 'user'),

    '53000': policy,
    '53001': policy,
    '53003': policy,
    '530032': policy,
    '50074': moreFactors,
    '50076': moreFactors,
    '50078': moreFactors,
    '50079': moreFactors,
    '50132': sessionEnded,
    '50133': sessionEnded,
    '50173': sessionEnded,
    '70008': sessionEnded,
    '70043': sessionEnded,
    '700082': sessionEnded,
    '50057': means('account-disabled', 'user'),

    // The sign-in was interrupted, or its callback came twice; the person has to start again.
    '50147': brokenOff,
    '54005': brokenOff,
    '501481': brokenOff,
    '700005': brokenOff,

    '50196': serviceFault,
    '700027': serviceFault,
    '7000215': serviceFault,
    '7000222': serviceFault,

    '650051': means('consent-settling', 'transient'),
    '50033': unavailable,
    '90012': unavailable,
    '90024': unavailable,
    '90033': unavailable,
    '90055': unavailable,
  }),
);

const BY_ERROR: ReadonlyMap<string, Meaning> = new Map(
  Object.entries({
    access_denied: cancelled,
    permission_denied: cancelled,
    consent_required: approvalRequired,

    invalid_grant: brokenOff,
    interaction_required: sessionEnded,
    login_required: sessionEnded,
    bad_token: sessionEnded,
    // The next code comes from our adapter and the one after it from MSAL, neither from Microsoft Entra ID.
    no_refresh_token: means('no-lasting-access', 'tenant'),
    no_tokens_found: sessionEnded,
    refresh_token_expired: sessionEnded,

    // Whatever its number: the resource, of which we ask for none but Graph, cannot be used in the tenant.
    invalid_resource: means('no-exchange', 'tenant'),

    invalid_client: serviceFault,
    unauthorized_client: serviceFault,
    invalid_request: means('refused', 'ours'),
    invalid_scope: means('refused', 'ours'),

    server_error: unavailable,
    temporarily_unavailable: unavailable,
  }),
);

/** An unknown code counts as transient, so that nobody is asked to act without need. */
const UNKNOWN = means('refused', 'transient');

/** Every AADSTS number that has a meaning of its own. */
export const EXPLAINED_NUMBERS: readonly string[] = [...BY_NUMBER.keys()];

/**
 * The meaning of Microsoft's error: by AADSTS number if known, else by OAuth error.
 *
 * @param aadsts the number without its prefix
 */
export function meaningOf(error: string, aadsts: string | undefined): Meaning {
  return (aadsts === undefined ? undefined : BY_NUMBER.get(aadsts)) ?? BY_ERROR.get(error) ?? UNKNOWN;
}

/** Whether the cause means that the tenant's consent for our app is missing (PRODUCT A3). */
export function meansConsentMissing(cause: SignInCause): boolean {
  return ['approval-required', 'app-removed', 'app-disabled', 'tenant-not-found'].includes(cause);
}
