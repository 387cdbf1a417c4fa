import { describe, expect, test } from '@jest/globals';
import { EXPLAINED_NUMBERS, meaningOf, type SignInCause } from '../../../shared/identity/entra-error-codes.ts';
import { TokenFailure, type TokenFailureClass } from '../../../shared/identity/mailbox-sign-in.ts';
import { aadstsNumber, explainTokenFailure, readSignInError } from '../../../shared/identity/sign-in-error.ts';

describe('A3, C11 a failed token request is the matter of', () => {
  test.each<[string, string | undefined, TokenFailureClass]>([
    ['invalid_grant', undefined, 'user'],
    ['invalid_grant', '50173', 'user'],
    ['invalid_grant', '700082', 'user'],
    ['invalid_grant', '50057', 'user'],
    ['invalid_grant', '53003', 'user'],
    ['bad_token', '50132', 'user'],
    ['interaction_required', '50076', 'user'],
    ['login_required', undefined, 'user'],
    ['no_tokens_found', undefined, 'user'],
    ['invalid_grant', '65001', 'tenant'],
    ['consent_required', undefined, 'tenant'],
    ['consent_required', '90094', 'tenant'],
    ['invalid_request', '90002', 'tenant'],
    ['unauthorized_client', '700016', 'tenant'],
    ['unauthorized_client', '7000112', 'tenant'],
    ['invalid_client', '650056', 'tenant'],
    ['invalid_resource', '500014', 'tenant'],
    ['invalid_resource', '500011', 'tenant'],
    ['invalid_resource', '50001', 'tenant'],
    ['invalid_resource', '1234567', 'tenant'],
    ['invalid_client', '7000215', 'ours'],
    ['invalid_client', '7000222', 'ours'],
    ['invalid_client', undefined, 'ours'],
    ['unauthorized_client', undefined, 'ours'],
    ['invalid_scope', '70011', 'ours'],
    ['invalid_grant', '50196', 'ours'],
    ['temporarily_unavailable', '90033', 'transient'],
    ['invalid_grant', '90055', 'transient'],
    ['network_error', undefined, 'transient'],
    ['server_error', '1234567', 'transient'],
    ['what nobody has ever seen', undefined, 'transient'],
  ])('%s (%s): %s', (error, aadsts, blame) => {
    expect(meaningOf(error, aadsts).blame).toBe(blame);
  });
});

describe('A4, B4 an error of a sign-in is explained as', () => {
  test.each<[string, string | undefined, SignInCause]>([
    ['access_denied', '65004', 'cancelled'],
    ['access_denied', undefined, 'cancelled'],
    ['permission_denied', undefined, 'cancelled'],
    ['consent_required', '90094', 'approval-required'],
    ['consent_required', undefined, 'approval-required'],
    ['invalid_grant', '65001', 'approval-required'],
    ['access_denied', '50020', 'other-account'],
    ['interaction_required', '16000', 'other-account'],
    ['access_denied', '50105', 'not-assigned'],
    ['invalid_grant', '53003', 'blocked-by-policy'],
    ['invalid_request', '90002', 'tenant-not-found'],
    ['unauthorized_client', '700016', 'app-removed'],
    ['unauthorized_client', '7000112', 'app-disabled'],
    ['server_error', undefined, 'microsoft-unavailable'],
    ['temporarily_unavailable', '90055', 'microsoft-unavailable'],
    ['invalid_request', '50011', 'refused'],
    ['', undefined, 'refused'],
  ])('%s (%s): %s', (error, aadsts, code) => {
    expect(meaningOf(error, aadsts).cause).toBe(code);
  });
});

describe('A4 a failed token request without an explanation of its own is told as', () => {
  test.each<[TokenFailure, SignInCause]>([
    [new TokenFailure('user', 'invalid_grant'), 'refused'],
    [new TokenFailure('ours', 'managed_identity'), 'service-fault'],
    [new TokenFailure('transient', 'network_error'), 'microsoft-unavailable'],
    [new TokenFailure('transient', 'whatever', { aadsts: '650051' }), 'consent-settling'],
  ])('%s: %s', (failure, code) => {
    expect(explainTokenFailure(failure).code).toBe(code);
  });
});

describe('A4 the numbers of Microsoft', () => {
  // The numbers that Microsoft's reference lists and that can meet a sign-in or a token request of ours.
  test.each(
    `16000 50020 50033 50034 50057 50074 50076 50078 50079 50105 50132 50133 50147 50173 50196 51004 53000 53001 53003 54005
  65001 65004 70001 70008 70043 90002 90012 90024 90033 90055 90072 90094 90095 500212 500213 501481 530032 650051 650052
  650056 700005 700016 700027 700082 7000112 7000215 7000222`.split(/\s+/),
  )('AADSTS%s is explained', (number) => {
    expect(EXPLAINED_NUMBERS).toContain(number);
  });
});

describe('SECURITY, A4 a callback', () => {
  const correlationId = '0f1e2d3c-0000-4000-8000-000000000001';

  test('without an error has none to explain', () => {
    expect(readSignInError(new URLSearchParams({ admin_consent: 'True', state: 'x' }))).toBeUndefined();
  });

  test('with an error tells the number and the correlation id for support', () => {
    const query = new URLSearchParams({
      error: 'consent_required',
      error_description: `AADSTS90094: The app needs permission. Trace ID: 1 Correlation ID: ${correlationId} Timestamp: 2026`,
      admin_consent: 'True',
    });
    expect(readSignInError(query)).toEqual({ code: 'approval-required', aadsts: '90094', correlationId });
  });

  test('takes nothing else over from what anybody could have written', () => {
    const query = new URLSearchParams({ error: '<script>', error_description: 'AADSTS<b> Correlation ID: <script>' });
    expect(readSignInError(query)).toEqual({ code: 'refused', aadsts: undefined, correlationId: undefined });
  });

  test.each([
    ['AADSTS50173: The provided grant has expired', '50173'],
    ['invalid_grant: 65001 - [2026]: AADSTS65001: The user', '65001'],
    ['no number at all', undefined],
  ])('"%s" has the number %s', (description, number) => {
    expect(aadstsNumber(description)).toBe(number);
  });
});
