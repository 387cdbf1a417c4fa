import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { JWTPayload } from 'jose';
import { entraPortalSignIn } from '../../../shared/identity/entra-portal-sign-in.ts';
import { entraSignIn } from '../../../shared/identity/entra-sign-in.ts';
import { openidPortalSignIn } from '../../../shared/identity/openid-portal-sign-in.ts';
import { addressesOf } from '../../../shared/identity/session.ts';
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

const OBJECT = '00000000-0000-4000-8000-00000000000a';
const EXPECTED = { state: STATE, nonce: NONCE, codeVerifier: VERIFIER };
const ANSWER = () => new URL(`${CALLBACK}?${new URLSearchParams({ code: 'code', state: STATE })}`);

function companyPortal(administrators: readonly string[] = []) {
  return entraPortalSignIn({
    authorityHost: issuer.origin,
    tenantId: TENANT,
    clientId: CLIENT,
    assertion: async () => 'an assertion of the managed identity',
    redirectUri: CALLBACK,
    organizationName: '見本商事',
    administrators,
  });
}

/** What the sign-in services are asked, each with the claims of a genuine answer. */
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
  'the portal of a company': {
    failure: 'PortalSignInFailure',
    issuer: () => `${issuer.origin}/${TENANT}/v2.0`,
    claims: { tid: TENANT, oid: OBJECT, sub: 'subject-1', preferred_username: 'hanako@contoso.example', acct: 0 },
    signIn: () => companyPortal().person(ANSWER(), EXPECTED),
  },
  "the portal of the card system's vendor": {
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
      }).person(ANSWER(), EXPECTED),
  },
} as const;

const minutes = (count: number) => Math.floor(Date.now() / 1000) + count * 60;

describe.each(['Microsoft', 'the portal of a company', "the portal of the card system's vendor"] as const)(
  'SECURITY, A3, B1 an ID token of %s',
  (name) => {
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
      ['that names nobody', () => issuer.signed(without('oid' in service.claims ? 'oid' : 'sub'))],
      ['that is no token', () => 'not.a.token'],
      ['that is missing', () => ''],
    ])('%s is refused', async (_, forge) => {
      issuer.answer.idToken = await forge();
      await expect(service.signIn()).rejects.toMatchObject({ name: service.failure });
    });
  },
);

describe('SECURITY, A3, B1 a provider', () => {
  test('a provider that calls itself by the name of another is not asked at all', async () => {
    issuer.answer = { idToken: '', metadataIssuer: 'https://other.example' };
    for (const name of ['the portal of a company', "the portal of the card system's vendor"] as const) {
      await expect(SERVICES[name].signIn()).rejects.toMatchObject({ code: 'unavailable' });
    }
  });
});

describe('SECURITY, G1, G2 a genuine ID token for the portal of a company', () => {
  const MEMBER = {
    tid: TENANT,
    oid: OBJECT,
    sub: 'subject-1',
    name: '見本 花子',
    upn: 'hanako@contoso.example',
    preferred_username: 'hanako@contoso.example',
  };
  const signedIn = async (claims: JWTPayload, administrators?: readonly string[]) => {
    const times = { iat: minutes(0), exp: minutes(60) };
    const issued = { iss: `${issuer.origin}/${TENANT}/v2.0`, aud: CLIENT, nonce: NONCE };
    issuer.answer.idToken = await issuer.signed({ ...MEMBER, ...times, ...issued, ...claims });
    return companyPortal(administrators).person(ANSWER(), EXPECTED);
  };

  test.each<[string, JWTPayload, string]>([
    ['a guest, by the claim', { acct: 1 }, 'guest-account'],
    ['a guest, by the claim as text', { acct: '1' }, 'guest-account'],
    [
      'a guest, by the provider, though the claim says member',
      { acct: 0, idp: `https://sts.windows.net/${OTHER_TENANT}/` },
      'guest-account',
    ],
    ['a guest, by the provider alone', { idp: `https://sts.windows.net/${OTHER_TENANT}/` }, 'guest-account'],
    ['a guest, by a provider that is no tenant', { idp: 'google.com' }, 'guest-account'],
    ['a guest, by the name alone', { upn: 'hanako_other.example#EXT#@contoso.onmicrosoft.com' }, 'guest-account'],
    [
      'a guest, by the name for display alone',
      { upn: undefined, preferred_username: 'h_other.example#ext#@contoso.example' },
      'guest-account',
    ],
    ['a personal account, by its provider', { idp: 'live.com', acct: 1 }, 'personal-account'],
    [
      'a personal account, by its tenant',
      { idp: 'https://sts.windows.net/9188040d-6c67-4c5b-b112-36a304b66dad/' },
      'personal-account',
    ],
    ['somebody whose claim about guests says neither', { acct: 2 }, 'refused'],
    ['an account of another tenant under the issuer of this one', { tid: OTHER_TENANT }, 'refused'],
    ['an account without a tenant', { tid: undefined }, 'refused'],
    ['an account whose object id is none', { oid: 'hanako' }, 'refused'],
  ])('of %s signs nobody in', async (_, claims, code) => {
    await expect(signedIn(claims)).rejects.toMatchObject({ name: 'PortalSignInFailure', code });
  });

  test.each<[string, JWTPayload, readonly string[]]>([
    [
      'a verified e-mail address',
      { email: 'Sato@contoso.example', xms_edov: true },
      ['sato@contoso.example', 'hanako@contoso.example'],
    ],
    [
      'the claim as a number',
      { email: 'sato@contoso.example', xms_edov: 1 },
      ['sato@contoso.example', 'hanako@contoso.example'],
    ],
    [
      'the claim as text',
      { email: 'sato@contoso.example', xms_edov: '1' },
      ['sato@contoso.example', 'hanako@contoso.example'],
    ],
    [
      "an address of somebody else's domain",
      { email: 'president@bank.example', xms_edov: false },
      ['hanako@contoso.example'],
    ],
    ['an address of which Entra says nothing', { email: 'president@bank.example' }, ['hanako@contoso.example']],
    [
      'an address with another word than yes',
      { email: 'president@bank.example', xms_edov: 'false' },
      ['hanako@contoso.example'],
    ],
    [
      'the same address in other letters',
      { email: 'HANAKO@contoso.example', xms_edov: true },
      ['hanako@contoso.example'],
    ],
    [
      'letters that only look like ASCII',
      { email: '\u212Aen@contoso.example', xms_edov: true },
      ['\u212Aen@contoso.example', 'hanako@contoso.example'],
    ],
    ['no name that is an address', { upn: undefined, preferred_username: '+81 3 1234 5678' }, []],
  ])('with %s vouches for no other address', async (_, claims, addresses) => {
    expect(addressesOf(await signedIn(claims))).toEqual(addresses);
  });

  test.each<[string, JWTPayload, readonly string[], boolean]>([
    ['the app role', { roles: ['administrator'] }, [], true],
    ['another role', { roles: ['Administrator', 'admin'] }, [], false],
    ['a directory role', { wids: ['62e90394-69f5-4237-9190-012177145e10'] }, [], false],
    ['a text in place of the roles', { roles: 'administrator' }, [], false],
    ['the object id in the settings, in other letters', { oid: OBJECT.toUpperCase() }, [OBJECT], true],
    ["somebody else's object id in the settings", {}, [OTHER_CLIENT], false],
    ['a subject that is in the settings', { sub: OTHER_CLIENT }, [OTHER_CLIENT], false],
  ])('with %s and %j, of administrators %j: an administrator: %j', async (_, claims, administrators, administrator) => {
    expect(await signedIn(claims, administrators)).toMatchObject({ administrator });
  });
});
