import { randomUUID } from 'node:crypto';

interface Failure {
  error: string;
  suberror?: string;
  status: 400 | 401 | 404 | 429 | 503;
  text: string;
}

/**
 * Failures by AADSTS number, with the `error` and `suberror` of the token endpoint. Numbers and meanings are from the
 * published error reference. Seen in published answers: error and suberror of 50057 (error only), 50079, 50173, 65001,
 * 90002, 700016, 700082, 7000112, 7000215, 9002313. Unverified: the `error` and `suberror` of all others.
 */
const FAILURES = {
  16000: { error: 'interaction_required', status: 400, text: 'The account does not exist in this tenant.' },
  50011: {
    error: 'invalid_request',
    status: 400,
    text: 'The redirect URI specified in the request does not match the redirect URIs configured for the application.',
  },
  50001: {
    error: 'invalid_resource',
    status: 400,
    text: 'The resource is disabled, or the resource that is named was not found.',
  },
  50020: { error: 'access_denied', status: 400, text: 'User account does not exist in this tenant.' },
  50033: { error: 'temporarily_unavailable', status: 503, text: 'A retryable error has occurred.' },
  50034: { error: 'invalid_grant', status: 400, text: 'The user account does not exist in the directory.' },
  50057: { error: 'invalid_grant', status: 400, text: 'The user account is disabled.' },
  50058: { error: 'login_required', status: 400, text: 'A silent sign-in was sent but no user is signed in.' },
  50074: { error: 'interaction_required', status: 400, text: 'Strong authentication is required.' },
  50076: {
    error: 'invalid_grant',
    suberror: 'basic_action',
    status: 400,
    text: 'You must use multi-factor authentication to access the resource.',
  },
  50078: {
    error: 'interaction_required',
    status: 400,
    text: 'Multi-factor authentication has expired due to policies, it must be presented again.',
  },
  50079: {
    error: 'invalid_grant',
    suberror: 'basic_action',
    status: 400,
    text: 'You must enroll in multi-factor authentication to access the resource.',
  },
  50105: {
    error: 'access_denied',
    status: 400,
    text: 'The signed in user is not assigned to a role for the application.',
  },
  50132: {
    error: 'invalid_grant',
    status: 400,
    text: 'The session is not valid due to password expiration or recent password change.',
  },
  50133: {
    error: 'invalid_grant',
    status: 400,
    text: 'The session is not valid due to password expiration or recent password change.',
  },
  50147: { error: 'invalid_request', status: 400, text: 'Missing or wrongly sized code challenge.' },
  50173: {
    error: 'invalid_grant',
    suberror: 'bad_token',
    status: 400,
    text: 'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
  },
  50194: {
    error: 'invalid_request',
    status: 400,
    text: 'The application is not configured as a multi-tenant application. Use a tenant-specific endpoint.',
  },
  50196: {
    error: 'invalid_grant',
    status: 400,
    text: 'The server terminated an operation: a request loop was detected.',
  },
  51004: { error: 'invalid_grant', status: 400, text: 'The user account does not exist in the directory.' },
  53000: { error: 'invalid_grant', status: 400, text: 'The device is not in the required state: it is not compliant.' },
  53001: {
    error: 'invalid_grant',
    status: 400,
    text: 'The device is not in the required state: it is not domain joined.',
  },
  53003: {
    error: 'invalid_grant',
    suberror: 'message_only',
    status: 400,
    text: 'Access has been blocked by Conditional Access policies.',
  },
  54005: { error: 'invalid_grant', status: 400, text: 'OAuth2 Authorization code was already redeemed.' },
  65001: {
    error: 'invalid_grant',
    suberror: 'consent_required',
    status: 400,
    text: 'The user or administrator has not consented to use the application.',
  },
  65004: { error: 'access_denied', status: 400, text: 'User declined to consent to access the app.' },
  70000: { error: 'invalid_grant', status: 400, text: 'Provided grant is invalid or malformed.' },
  70001: { error: 'unauthorized_client', status: 400, text: 'The application is disabled.' },
  70003: { error: 'unsupported_grant_type', status: 400, text: 'The app returned an unsupported grant type.' },
  70008: { error: 'invalid_grant', status: 400, text: 'The provided authorization code or refresh token has expired.' },
  70011: {
    error: 'invalid_scope',
    status: 400,
    text: "The provided value for the input parameter 'scope' is not valid.",
  },
  70043: {
    error: 'invalid_grant',
    status: 400,
    text: 'The refresh token has expired or is invalid due to sign-in frequency checks by Conditional Access.',
  },
  90002: { error: 'invalid_tenant', status: 400, text: 'Tenant not found.' },
  90012: { error: 'temporarily_unavailable', status: 503, text: 'The request timed out.' },
  90023: { error: 'invalid_request', status: 400, text: 'The request has a value that is not valid here.' },
  90024: {
    error: 'temporarily_unavailable',
    status: 503,
    text: 'The request budget was exceeded. A transient error has occurred.',
  },
  90033: { error: 'temporarily_unavailable', status: 503, text: 'A transient error has occurred. Please try again.' },
  90055: { error: 'temporarily_unavailable', status: 429, text: 'There are too many requests for this tenant.' },
  90072: {
    error: 'interaction_required',
    status: 400,
    text: 'The external account does not exist in the tenant that it signs in to.',
  },
  90094: {
    error: 'consent_required',
    status: 400,
    text: 'The app needs permission to access resources in your organization that only an admin can grant.',
  },
  90095: {
    error: 'consent_required',
    status: 400,
    text: 'An admin has to consent. The admin consent workflow was shown.',
  },
  90124: {
    error: 'invalid_request',
    status: 400,
    text: 'Not supported over the /common endpoint. Use /organizations or a tenant.',
  },
  500112: {
    error: 'invalid_grant',
    status: 400,
    text: 'The reply address does not match the reply address provided when requesting the authorization code.',
  },
  500212: {
    error: 'access_denied',
    status: 400,
    text: "The home tenant's cross-tenant access policy does not permit access to the resource tenant.",
  },
  500213: {
    error: 'access_denied',
    status: 400,
    text: "The resource tenant's cross-tenant access policy does not permit this user.",
  },
  501481: {
    error: 'invalid_grant',
    status: 400,
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  530032: {
    error: 'invalid_grant',
    status: 400,
    text: 'Access is blocked by a Conditional Access policy of the organization.',
  },
  650051: {
    error: 'invalid_client',
    status: 400,
    text: 'The service principal name is already present for the tenant.',
  },
  500011: {
    error: 'invalid_resource',
    status: 400,
    text: 'The resource principal was not found in the tenant. The administrator may not have installed it.',
  },
  500014: {
    error: 'invalid_resource',
    status: 400,
    text: 'The service principal for the resource is disabled.',
  },
  650052: {
    error: 'invalid_client',
    status: 400,
    text: 'The app needs access to a service that the organization has not subscribed to or enabled.',
  },
  650053: {
    error: 'invalid_client',
    status: 400,
    text: "The application asked for a scope that doesn't exist on the resource.",
  },
  650056: {
    error: 'invalid_client',
    status: 400,
    text: 'Misconfigured application: the client has not listed the permissions in its application registration.',
  },
  700005: { error: 'invalid_grant', status: 400, text: 'The authorization code was issued for another tenant.' },
  700016: {
    error: 'unauthorized_client',
    status: 400,
    text: 'The application was not found in the directory. It has not been installed by the administrator or consented to.',
  },
  700027: { error: 'invalid_client', status: 401, text: 'The client assertion is not valid.' },
  // unverified: that the number is the same for a wrong issuer and a wrong audience.
  700213: {
    error: 'invalid_client',
    status: 401,
    text: 'No matching federated identity record found for presented assertion subject.',
  },
  700054: {
    error: 'unsupported_response_type',
    status: 400,
    text: 'The response type is not enabled for the application.',
  },
  700082: {
    error: 'invalid_grant',
    suberror: 'bad_token',
    status: 400,
    text: 'The refresh token has expired due to inactivity.',
  },
  900144: { error: 'invalid_request', status: 400, text: 'The request body must contain the following parameter:' },
  7000112: { error: 'unauthorized_client', status: 400, text: 'The application is disabled.' },
  7000215: { error: 'invalid_client', status: 401, text: 'Invalid client secret provided.' },
  7000218: {
    error: 'invalid_client',
    status: 401,
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  7000222: { error: 'invalid_client', status: 401, text: 'The provided client secret keys are expired.' },
  9002313: { error: 'invalid_grant', status: 400, text: 'Invalid request. Request is malformed or invalid.' },
} as const satisfies Record<number, Failure>;

export type AadstsCode = keyof typeof FAILURES;

export function isAadstsCode(code: unknown): code is AadstsCode {
  return typeof code === 'number' && code in FAILURES;
}

/** A refusal with its AADSTS number. The route decides how it is sent (page, redirect or JSON). */
export class EntraError extends Error {
  readonly code: AadstsCode;

  constructor(code: AadstsCode, detail = '') {
    super(`AADSTS${code}: ${FAILURES[code].text}${detail === '' ? '' : ` ${detail}`}`);
    this.code = code;
  }
}

/** The result of `work`, or the refusal that it threw. */
export function refusalOr<T>(work: () => T): T | EntraError {
  try {
    return work();
  } catch (error) {
    if (error instanceof EntraError) return error;
    throw error;
  }
}

/** The visible parts of a failure, in the form of the token endpoint's error body. */
export interface FailureAnswer {
  error: string;
  error_description: string;
  error_codes: [AadstsCode];
  timestamp: string;
  trace_id: string;
  correlation_id: string;
  suberror?: string;
}

/** @param correlationId the caller's `client-request-id`, which Entra repeats */
export function failureAnswer(failure: EntraError, correlationId: string = randomUUID()): FailureAnswer {
  const { error, suberror }: Failure = FAILURES[failure.code];
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const traceId = randomUUID();
  return {
    error,
    error_description: `${failure.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [failure.code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    ...(suberror === undefined ? {} : { suberror }),
  };
}

/** HTTP status of a failure. Unverified: that of Entra's own pages, here the same. */
export function failureStatus(failure: EntraError): Failure['status'] {
  return FAILURES[failure.code].status;
}
