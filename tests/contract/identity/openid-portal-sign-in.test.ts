import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plainBrowser } from '../../../local/demo/plain-browser.ts';
import {
  type PortalPerson,
  type PortalProvider,
  startPortalProvider,
} from '../../../local/emulators/openid-provider/emulator.ts';
import { challengeOf, randomText } from '../../../shared/identity/attempt.ts';
import { type OpenidPortalOptions, openidPortalSignIn } from '../../../shared/identity/openid-portal-sign-in.ts';
import type { PortalSignIn } from '../../../shared/identity/portal-sign-in.ts';

const PORTAL = 'http://localhost:7071';
const CALLBACK = `${PORTAL}/sign-in/callback`;

const manager: PortalPerson = {
  subject: 'person-1',
  name: '総務 花子',
  email: 'Hanako@example.co.jp',
  emailVerified: true,
  organization: 'org-1',
  organizationName: '株式会社サンプル',
  role: 'administrator',
  plan: 'enterprise',
};
const colleague: PortalPerson = {
  ...manager,
  subject: 'person-2',
  name: '営業 太郎',
  email: 'taro@example.co.jp',
  emailVerified: false,
  role: undefined,
  plan: 'light',
};
const stray: PortalPerson = { ...manager, subject: 'person-3', name: '無所属 三郎', organization: '' };
const disguised: PortalPerson = {
  ...manager,
  subject: 'person-4',
  name: '\u202Egnp.exe\u202C\u2066花子\u2069',
  organizationName: '\u202B株式会社\u2067サンプル',
};

let provider: PortalProvider;
let signIn: PortalSignIn;
beforeAll(async () => {
  provider = await startPortalProvider({
    people: [manager, colleague, stray, disguised],
    client: {
      clientId: 'portal',
      clientSecret: 'portal-secret',
      redirectUris: [CALLBACK],
      postLogoutRedirectUris: [PORTAL],
    },
  });
  signIn = portalAt({});
});
afterAll(() => provider.close());

function portalAt(changes: Partial<OpenidPortalOptions>): PortalSignIn {
  return openidPortalSignIn({
    issuer: provider.issuer,
    clientId: 'portal',
    clientSecret: 'portal-secret',
    redirectUri: CALLBACK,
    claims: { organization: 'organization', role: 'role', plan: 'plan' },
    administratorRole: 'administrator',
    entitledPlans: ['enterprise', 'business'],
    ...changes,
  });
}

/** Where the provider sent a person back to, and what the attempt expects. */
async function callback(who: PortalPerson, portal = signIn) {
  const expected = { state: randomText(), nonce: randomText(), codeVerifier: randomText() };
  const codeChallenge = challengeOf(expected.codeVerifier);
  const browser = plainBrowser({ halt: ({ href }) => href.startsWith(PORTAL) });
  await browser.open((await portal.url({ ...expected, codeChallenge, anew: false })).href);
  return { url: (await browser.press(who.name)).url, expected };
}

async function person(who: PortalPerson, portal = signIn) {
  const { url, expected } = await callback(who, portal);
  return portal.person(url, expected);
}

describe('WIRE a sign-in', () => {
  test.each([true, false])('the provider is told to ask anew who it is: %s', async (anew) => {
    const url = await signIn.url({ state: 'state', nonce: 'nonce', codeChallenge: 'challenge', anew });
    expect(url.searchParams.get('prompt')).toBe(anew ? 'login' : null);
  });
});

describe('WIRE the person who signs in', () => {
  test('is described by the claims', async () => {
    expect(await person(manager)).toEqual({
      userId: 'person-1',
      name: '総務 花子',
      verifiedEmail: 'hanako@example.co.jp',
      organizationId: 'org-1',
      organizationName: '株式会社サンプル',
      administrator: true,
      entitled: true,
    });
  });

  test('has no address that is not verified, and no role or plan that is not claimed', async () => {
    expect(await person(colleague)).toMatchObject({
      userId: 'person-2',
      verifiedEmail: '',
      administrator: false,
      entitled: false,
    });
  });

  test('is described by the claims that the settings name', async () => {
    const claims = { organization: 'organization_name', role: 'plan', plan: 'role' };
    const portal = portalAt({ claims, administratorRole: 'enterprise', entitledPlans: ['administrator'] });
    expect(await person(manager, portal)).toMatchObject({
      organizationId: '株式会社サンプル',
      administrator: true,
      entitled: true,
    });
    expect(await person(colleague, portal)).toMatchObject({ administrator: false, entitled: false });
  });

  test('has no name that turns the text around it', async () => {
    expect(await person(disguised)).toMatchObject({ name: 'gnp.exe花子', organizationName: '株式会社サンプル' });
  });

  test('without an organization is nobody to us', async () => {
    await expect(person(stray)).rejects.toMatchObject({ code: 'without-organization' });
  });
});

describe('SECURITY a callback is refused', () => {
  test.each<[string, Partial<Awaited<ReturnType<typeof callback>>['expected']>]>([
    ['of another state', { state: randomText() }],
    ['of another nonce', { nonce: randomText() }],
    ['of another verifier', { codeVerifier: randomText() }],
  ])('that is the answer to a request %s', async (_, other) => {
    const { url, expected } = await callback(manager);
    await expect(signIn.person(url, { ...expected, ...other })).rejects.toMatchObject({
      name: 'PortalSignInFailure',
      code: 'refused',
    });
  });

  test('that comes a second time', async () => {
    const { url, expected } = await callback(manager);
    await signIn.person(url, expected);
    await expect(signIn.person(url, expected)).rejects.toMatchObject({ code: 'refused' });
  });

  test.each([
    ['that carries a code of nobody', { code: 'forged' }, 'refused'],
    ['that names another issuer', { iss: 'http://127.0.0.1:9' }, 'refused'],
    ['that carries an error', { error: 'server_error' }, 'refused'],
    ['after the person cancelled, which is told apart', { error: 'access_denied' }, 'cancelled'],
  ])('%s', async (_, parameters, code) => {
    const { url, expected } = await callback(manager);
    const forged = new URL(url);
    for (const [name, value] of Object.entries(parameters)) forged.searchParams.set(name, value);
    await expect(signIn.person(forged, expected)).rejects.toMatchObject({ name: 'PortalSignInFailure', code });
  });
});

describe('WIRE the provider of the sign-in', () => {
  test('the sign-out is that of the provider, comes back, and names nobody', async () => {
    const signOut = await signIn.signOutUrl(PORTAL);
    expect(signOut?.origin).toBe(provider.issuer);
    const parameters = Object.fromEntries(signOut?.searchParams ?? []);
    expect(parameters).toMatchObject({ post_logout_redirect_uri: PORTAL });
    expect(parameters).not.toHaveProperty('id_token_hint');
  });

  test('a provider that cannot be reached is "unavailable"', async () => {
    const portal = portalAt({ issuer: 'http://127.0.0.1:9' });
    for (const _ of [1, 2]) {
      await expect(portal.signOutUrl(PORTAL)).rejects.toMatchObject({
        name: 'PortalSignInFailure',
        code: 'unavailable',
      });
    }
  });
});
