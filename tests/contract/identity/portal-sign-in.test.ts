import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chooseAccount } from '../../../local/demo/choose-account.ts';
import { plainBrowser } from '../../../local/demo/plain-browser.ts';
import { type EntraAccount, PERSONAL_TENANT, startEntraEmulator } from '../../../local/emulators/entra/emulator.ts';
import {
  type PortalPerson,
  type PortalProvider,
  startPortalProvider,
} from '../../../local/emulators/openid-provider/emulator.ts';
import { memoryStore } from '../../../local/emulators/store.ts';
import { challengeOf, randomText } from '../../../shared/identity/attempt.ts';
import { type EntraPortalOptions, entraPortalSignIn } from '../../../shared/identity/entra-portal-sign-in.ts';
import { managedIdentityAssertion } from '../../../shared/identity/managed-identity.ts';
import { type OpenidPortalOptions, openidPortalSignIn } from '../../../shared/identity/openid-portal-sign-in.ts';
import type { PortalSignIn } from '../../../shared/identity/portal-sign-in.ts';
import { tenantIdSchema } from '../../../shared/ids.ts';

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

const TENANT = tenantIdSchema.parse('11111111-0000-4000-8000-000000000001');
const OTHER_TENANT = '22222222-0000-4000-8000-000000000002';
const APP = 'aaaaaaaa-0000-4000-8000-00000000000a';
/** MSAL keeps the tokens of an identity in the process, whatever gave them. */
const IDENTITY = { tenantId: TENANT, clientId: crypto.randomUUID(), principalId: crypto.randomUUID() };
const STRANGE_IDENTITY = { ...IDENTITY, clientId: crypto.randomUUID(), principalId: crypto.randomUUID() };
const HEADER = 'header-of-this-machine';

const account = (last: string, name: string, userPrincipalName: string, more: Partial<EntraAccount> = {}) => ({
  tenantId: TENANT,
  objectId: `00000000-0000-4000-8000-00000000000${last}`,
  userPrincipalName,
  displayName: name,
  roles: [],
  ...more,
});
const hanako = account('A', '総務 花子', 'Hanako@example.co.jp', { appRoles: { [APP]: ['administrator'] } });
const taro = account('2', '営業 太郎', 'taro@example.co.jp', {
  mail: { address: 'Sales.Taro@example.jp', verified: true },
});
const jiro = account('3', '出向 次郎', 'jiro@example.co.jp', {
  mail: { address: 'president@bank.example', verified: false },
});
const atHome = account('4', '客 三郎', 'saburo@other.example', { tenantId: OTHER_TENANT });
const guest = {
  ...atHome,
  tenantId: TENANT,
  objectId: '00000000-0000-4000-8000-000000000005',
  homeTenantId: OTHER_TENANT,
};
const personalAtHome = account('6', '個人 四郎', 'shiro@outlook.example', { tenantId: PERSONAL_TENANT });
const personal = {
  ...personalAtHome,
  tenantId: TENANT,
  objectId: '00000000-0000-4000-8000-000000000007',
  homeTenantId: PERSONAL_TENANT,
};

let provider: PortalProvider;
let entra: Awaited<ReturnType<typeof startEntraEmulator>>;
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
  entra = await startEntraEmulator({
    store: memoryStore(),
    tenants: [
      { id: TENANT, name: 'サンプル' },
      { id: OTHER_TENANT, name: 'よその会社' },
    ],
    accounts: [hanako, taro, jiro, atHome, guest, personalAtHome, personal],
    managedIdentities: [IDENTITY, STRANGE_IDENTITY],
    identityHeader: HEADER,
    apps: [
      {
        clientId: APP,
        name: 'ポータル',
        tenantId: TENANT,
        trusts: IDENTITY.clientId,
        redirectUris: [CALLBACK, PORTAL],
        scopes: [],
        optionalClaims: ['acct', 'email', 'login_hint', 'sid', 'upn', 'xms_edov'],
      },
    ],
  });
  Object.assign(process.env, { IDENTITY_ENDPOINT: `${entra.origin}/msi/token`, IDENTITY_HEADER: HEADER });
});
afterAll(async () => {
  for (const name of ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER']) delete process.env[name];
  await Promise.all([provider.close(), entra.close()]);
});

function vendor(changes: Partial<OpenidPortalOptions> = {}): PortalSignIn {
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

function company(changes: Partial<EntraPortalOptions> = {}): PortalSignIn {
  return entraPortalSignIn({
    authorityHost: entra.origin,
    tenantId: TENANT,
    clientId: APP,
    assertion: () => managedIdentityAssertion(IDENTITY.clientId),
    redirectUri: CALLBACK,
    organizationName: '株式会社サンプル',
    administrators: [],
    ...changes,
  });
}

/** Where the provider sent a person back to, and what the attempt expects. */
async function callback(name: string, portal: PortalSignIn) {
  const expected = { state: randomText(), nonce: randomText(), codeVerifier: randomText() };
  const codeChallenge = challengeOf(expected.codeVerifier);
  const browser = plainBrowser({ halt: ({ href }) => href.startsWith(PORTAL) });
  await browser.open((await portal.url({ ...expected, codeChallenge, anew: false })).href);
  return { url: (await browser.press(name)).url, expected };
}

async function person(name: string, portal: PortalSignIn) {
  const { url, expected } = await callback(name, portal);
  return portal.person(url, expected);
}

describe.each([
  {
    way: 'entra',
    portalWith: company,
    unreachable: () => company({ authorityHost: 'http://127.0.0.1:9' }),
    origin: () => entra.origin,
    anew: 'select_account',
    declined: 'not-approved',
    serverError: 'microsoft-unavailable',
  },
  {
    way: 'openid',
    portalWith: vendor,
    unreachable: () => vendor({ issuer: 'http://127.0.0.1:9' }),
    origin: () => provider.origin,
    anew: 'login',
    declined: 'cancelled',
    serverError: 'refused',
  },
])(
  'WIRE, G1 the sign-in at the portal, by $way,',
  ({ portalWith, unreachable, origin, anew, declined, serverError }) => {
    let portal: PortalSignIn;
    beforeAll(() => {
      portal = portalWith();
    });

    test.each([true, false])('has the provider ask anew who it is: %s', async (isAnew) => {
      const url = await portal.url({ state: 'state', nonce: 'nonce', codeChallenge: 'challenge', anew: isAnew });
      expect(url.searchParams.get('prompt')).toBe(isAnew ? anew : null);
      expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    });

    test.each<[string, Partial<Awaited<ReturnType<typeof callback>>['expected']>]>([
      ['state', { state: randomText() }],
      ['nonce', { nonce: randomText() }],
      ['verifier', { codeVerifier: randomText() }],
    ])('refuses a callback that is the answer to a request of another %s', async (_, other) => {
      const { url, expected } = await callback(manager.name, portal);
      await expect(portal.person(url, { ...expected, ...other })).rejects.toMatchObject({
        name: 'PortalSignInFailure',
        code: 'refused',
      });
    });

    test('refuses a callback that comes a second time', async () => {
      const { url, expected } = await callback(manager.name, portal);
      await portal.person(url, expected);
      await expect(portal.person(url, expected)).rejects.toMatchObject({ code: 'refused' });
    });

    test.each([
      ['a code of nobody', { code: 'forged' }, 'refused'],
      ['another issuer', { iss: 'http://127.0.0.1:9' }, 'refused'],
      ['an error', { error: 'server_error' }, serverError],
      ['the word of somebody who declined', { error: 'access_denied' }, declined],
    ])('refuses a callback that carries %s', async (_, parameters, code) => {
      const { url, expected } = await callback(manager.name, portal);
      const forged = new URL(url);
      for (const [name, value] of Object.entries(parameters)) forged.searchParams.set(name, value);
      await expect(portal.person(forged, expected)).rejects.toMatchObject({ name: 'PortalSignInFailure', code });
    });

    test('signs out at the provider, which comes back, and names nobody', async () => {
      const signOut = await portal.signOutUrl(PORTAL);
      expect(signOut?.origin).toBe(origin());
      const parameters = Object.fromEntries(signOut?.searchParams ?? []);
      expect(parameters).toMatchObject({ post_logout_redirect_uri: PORTAL });
      expect(parameters).not.toHaveProperty('id_token_hint');
    });

    test('says when the provider cannot be reached', async () => {
      const nowhere = unreachable();
      for (const _ of [1, 2]) {
        await expect(nowhere.signOutUrl(PORTAL)).rejects.toMatchObject({
          name: 'PortalSignInFailure',
          code: 'unavailable',
        });
      }
    });
  },
);

describe('G1 the person who signs in at the card system', () => {
  test('is described by the claims', async () => {
    expect(await person(manager.name, vendor())).toEqual({
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
    expect(await person(colleague.name, vendor())).toMatchObject({
      userId: 'person-2',
      verifiedEmail: '',
      administrator: false,
      entitled: false,
    });
  });

  test('is described by the claims that the settings name', async () => {
    const claims = { organization: 'organization_name', role: 'plan', plan: 'role' };
    const portal = vendor({ claims, administratorRole: 'enterprise', entitledPlans: ['administrator'] });
    expect(await person(manager.name, portal)).toMatchObject({
      organizationId: '株式会社サンプル',
      administrator: true,
      entitled: true,
    });
    expect(await person(colleague.name, portal)).toMatchObject({ administrator: false, entitled: false });
  });

  test('has no name that turns the text around it', async () => {
    expect(await person(disguised.name, vendor())).toMatchObject({
      name: 'gnp.exe花子',
      organizationName: '株式会社サンプル',
    });
  });

  test('without an organization is nobody to us', async () => {
    await expect(person(stray.name, vendor())).rejects.toMatchObject({ code: 'without-organization' });
  });
});

describe("G1, G2 the person who signs in at the company's tenant", () => {
  test('is the object id, of the tenant, with the user principal name as address and the app role', async () => {
    expect(await person(hanako.displayName, company())).toEqual({
      userId: '00000000-0000-4000-8000-00000000000a',
      name: '総務 花子',
      verifiedEmail: 'hanako@example.co.jp',
      otherAddresses: [],
      organizationId: TENANT,
      organizationName: '株式会社サンプル',
      administrator: true,
      entitled: true,
      accountHint: expect.stringMatching(/^O\./),
      providerSession: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test('has the e-mail address whose domain is verified, and the user principal name as well', async () => {
    expect(await person(taro.displayName, company())).toMatchObject({
      verifiedEmail: 'sales.taro@example.jp',
      otherAddresses: ['taro@example.co.jp'],
      administrator: false,
      entitled: true,
    });
  });

  test("has no address of somebody else's domain", async () => {
    const { verifiedEmail, otherAddresses } = await person(jiro.displayName, company());
    expect([verifiedEmail, otherAddresses]).toEqual(['jiro@example.co.jp', []]);
  });

  test('is an administrator by the object id in the settings', async () => {
    const portal = company({ administrators: [taro.objectId] });
    expect(await person(taro.displayName, portal)).toMatchObject({ administrator: true });
    expect(await person(jiro.displayName, portal)).toMatchObject({ administrator: false });
  });

  test('belongs to the organization of the tenant, also where it has no name', async () => {
    const portal = company({ organizationName: '' });
    expect(await person(taro.displayName, portal)).toMatchObject({ organizationName: TENANT });
  });

  test.each([
    ['a guest', guest, 'guest-account'],
    ['a personal account that is a guest', personal, 'personal-account'],
  ])('is refused as %s', async (_, { displayName }, code) => {
    await expect(person(displayName, company())).rejects.toMatchObject({ code });
  });

  test('is found again by the hint, among several who are signed in, and signed out by it', async () => {
    const { accountHint } = await person(taro.displayName, company());
    const browser = plainBrowser({ halt: ({ href }) => href.startsWith(PORTAL) });
    const request = { state: 'state', nonce: 'nonce', codeChallenge: 'c'.repeat(43), anew: false };
    for (const { displayName } of [hanako, taro]) {
      await browser.open((await company().url({ ...request, anew: true })).href);
      await browser.press(displayName);
    }
    expect((await browser.open((await company().url(request)).href)).html).toContain('account-picker');
    await browser.open((await company().url({ ...request, hint: accountHint })).href);
    expect(browser.here().url.searchParams.get('code')).not.toBeNull();
    const signOut = await company().signOutUrl(PORTAL, accountHint);
    expect(signOut?.searchParams.get('logout_hint')).toBe(accountHint);
  });
});

describe("SECURITY, G1 the portal's registration at Entra ID", () => {
  test('is proven in each of two sign-ins at once by the credential of that one', async () => {
    const credentials = [IDENTITY, STRANGE_IDENTITY].map(({ clientId }) => managedIdentityAssertion(clientId));
    const assertions = await Promise.all(credentials);
    const portal = company({ assertion: async () => assertions.shift() ?? '' });
    const [first, second] = [await callback(taro.displayName, portal), await callback(jiro.displayName, portal)];
    const outcomes = await Promise.allSettled([first, second].map(({ url, expected }) => portal.person(url, expected)));
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: { userId: taro.objectId } },
      { status: 'rejected', reason: { code: 'service-fault' } },
    ]);
  });

  test.each([
    ['another identity than the trusted one', STRANGE_IDENTITY.clientId, 'service-fault'],
    ['an identity that the machine has not', crypto.randomUUID(), 'unavailable'],
  ])('takes no token of %s', async (_, clientId, code) => {
    const portal = company({ assertion: () => managedIdentityAssertion(clientId) });
    await expect(person(taro.displayName, portal)).rejects.toMatchObject({ name: 'PortalSignInFailure', code });
  });

  test('says who must act when the tenant demands an assignment or an approval', async () => {
    const portal = company();
    const installed = { tenantId: TENANT, clientId: APP };
    const request = { state: 'state', nonce: 'nonce', codeChallenge: 'c'.repeat(43), anew: false };
    try {
      entra.change({ kind: 'set-assignment-required', ...installed, required: true });
      const browser = plainBrowser({ halt: ({ href }) => href.startsWith(PORTAL) });
      await browser.open((await portal.url(request)).href);
      expect((await browser.press(taro.displayName)).html).toContain('data-aadsts="50105"');
      expect((await person(hanako.displayName, portal)).userId).toBe(hanako.objectId.toLowerCase());
      entra.change({ kind: 'set-assignment-required', ...installed, required: false });

      entra.change({ kind: 'remove-consent', ...installed });
      entra.change({ kind: 'set-user-consent', tenantId: TENANT, allowed: false });
      await browser.open((await portal.url(request)).href);
      expect((await chooseAccount(browser, taro.displayName)).html).toContain('data-aadsts="90094"');
      await browser.press('同意せずにアプリに戻る');
      const expected = { state: 'state', nonce: 'nonce', codeVerifier: randomText() };
      await expect(portal.person(browser.here().url, expected)).rejects.toMatchObject({
        code: 'not-approved',
        refusal: { aadsts: '65004' },
      });
    } finally {
      entra.reset();
    }
  });
});
