import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { JWTPayload } from 'jose';
import { entraSignIn } from '../../../shared/identity/entra-sign-in.ts';
import { openidPortalSignIn } from '../../../shared/identity/openid-portal-sign-in.ts';
import { tenantIdSchema } from '../../../shared/ids.ts';
import { type ForgingIssuer, startForgingIssuer } from '../fixtures/forging-issuer.ts';

const TENANT = tenantIdSchema.parse('11111111-0000-4000-8000-000000000001');
const OTHER_TENANT = '22222222-0000-4000-8000-000000000002';
const CLIENT = 'aaaaaaaa-0000-4000-8000-00000000000a';
const OTHER_CLIENT = 'bbbbbbbb-0000-4000-8000-00000000000b';
const CALLBACK = 'http://localhost:7071/callback';
const NONCE = 'nonce-of-this-attempt';
const STATE = 'state-of-this-attempt';
const VERIFIER = 'v'.repeat(43);

let issuer: ForgingIssuer;
beforeAll(async () => {
  issuer = await startForgingIssuer();
});
afterAll(() => issuer.close());
beforeEach(() => {
  issuer.answer = { idToken: '' };
});

/** What both sign-in services are asked, each with the claims of a genuine answer. */
const SERVICES = {
  Microsoft: {
    failure: 'TokenFailure',
    issuer: () => `${issuer.origin}/${TENANT}/v2.0`,
    claims: { tid: TENANT, oid: 'object-1', sub: 'subject-1', preferred_username: 'hanako@contoso.example' },
    signIn: () =>
      entraSignIn({
        authorityHost: issuer.origin,
        clientId: CLIENT,
        credential: { kind: 'secret', secret: 'secret' },
        permission: 'Contacts.ReadWrite',
      }).redeemLink({ tenantId: TENANT, code: 'code', codeVerifier: VERIFIER, nonce: NONCE, redirectUri: CALLBACK }),
  },
  'the portal': {
    failure: 'PortalSignInFailure',
    issuer: () => issuer.origin,
    claims: { sub: 'person-1', name: '見本 花子', organization: 'mihon' },
    signIn: () =>
      openidPortalSignIn({
        issuer: issuer.origin,
        clientId: CLIENT,
        clientSecret: 'secret',
        redirectUri: CALLBACK,
        claims: { organization: 'organization', role: 'role', plan: 'plan' },
        administratorRole: 'administrator',
        entitledPlans: ['enterprise'],
      }).person(new URL(`${CALLBACK}?${new URLSearchParams({ code: 'code', state: STATE })}`), {
        state: STATE,
        nonce: NONCE,
        codeVerifier: VERIFIER,
      }),
  },
} as const;

const minutes = (count: number) => Math.floor(Date.now() / 1000) + count * 60;

describe.each(['Microsoft', 'the portal'] as const)('SECURITY, A3, B1 an ID token of %s', (name) => {
  const service = SERVICES[name];
  const genuine = (): JWTPayload => ({
    ...service.claims,
    iss: service.issuer(),
    aud: CLIENT,
    nonce: NONCE,
    iat: minutes(0),
    exp: minutes(60),
  });
  const without = (claim: string) => Object.fromEntries(Object.entries(genuine()).filter(([key]) => key !== claim));

  test('that is genuine is taken', async () => {
    issuer.answer.idToken = await issuer.signed(genuine());
    await expect(service.signIn()).resolves.toBeDefined();
  });

  test.each<[string, () => Promise<string> | string]>([
    ['signed by somebody else', () => issuer.signedByAnother(genuine())],
    ['signed by nobody', () => issuer.unsigned(genuine())],
    ['signed by our own public key', () => issuer.signedByPublicKey(genuine())],
    [
      'whose claims were changed after it was signed',
      async () => {
        const [header, , signature] = (await issuer.signed(genuine())).split('.');
        const [, forged] = (await issuer.signed({ ...genuine(), oid: 'object-2', sub: 'person-2' })).split('.');
        return [header, forged, signature].join('.');
      },
    ],
    ['for another client', () => issuer.signed({ ...genuine(), aud: OTHER_CLIENT })],
    ['for nobody', () => issuer.signed(without('aud'))],
    ['of another issuer', () => issuer.signed({ ...genuine(), iss: 'https://other.example' })],
    [
      'of another tenant of the same service',
      () => issuer.signed({ ...genuine(), iss: `${issuer.origin}/${OTHER_TENANT}/v2.0`, tid: OTHER_TENANT }),
    ],
    ['of no issuer', () => issuer.signed(without('iss'))],
    ['that has expired', () => issuer.signed({ ...genuine(), iat: minutes(-120), exp: minutes(-60) })],
    ['that never expires', () => issuer.signed(without('exp'))],
    ['that is not good yet', () => issuer.signed({ ...genuine(), nbf: minutes(30) })],
    ['of another attempt', () => issuer.signed({ ...genuine(), nonce: 'nonce-of-another-attempt' })],
    ['of no attempt', () => issuer.signed(without('nonce'))],
    ['that names nobody', () => issuer.signed(without(name === 'Microsoft' ? 'oid' : 'sub'))],
    ['that is no token', () => 'not.a.token'],
    ['that is missing', () => ''],
  ])('%s is refused', async (_, forge) => {
    issuer.answer.idToken = await forge();
    await expect(service.signIn()).rejects.toMatchObject({ name: service.failure });
  });
});

describe('SECURITY, A3, B1 a provider', () => {
  test('a provider that calls itself by the name of another is not asked at all', async () => {
    issuer.answer = { idToken: '', metadataIssuer: 'https://other.example' };
    await expect(SERVICES['the portal'].signIn()).rejects.toMatchObject({ code: 'unavailable' });
  });
});
