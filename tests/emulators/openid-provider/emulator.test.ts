import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import * as oidc from 'openid-client';
import { plainBrowser } from '../../../local/demo/plain-browser.ts';
import { type PortalPerson, startPortalProvider } from '../../../local/emulators/openid-provider/emulator.ts';

const PORTAL = 'http://localhost:7071';
const CALLBACK = `${PORTAL}/sign-in/callback`;
const SIGNED_OUT = `${PORTAL}/signed-out`;

const manager: PortalPerson = {
  subject: 'person-1',
  name: '総務 花子',
  email: 'hanako@example.co.jp',
  emailVerified: true,
  organization: 'org-1',
  organizationName: '株式会社サンプル',
  role: 'administrator',
  plan: 'enterprise',
};
const outsider: PortalPerson = {
  ...manager,
  subject: 'person-2',
  name: 'Taro Suzuki',
  email: 'taro@example.com',
  emailVerified: false,
  role: undefined,
  language: 'en',
};

let provider: Awaited<ReturnType<typeof startPortalProvider>>;
let client: oidc.Configuration;
const printed = [jest.spyOn(console, 'warn'), jest.spyOn(console, 'info'), jest.spyOn(console, 'error')];

beforeAll(async () => {
  provider = await startPortalProvider({
    people: [manager, outsider],
    client: {
      clientId: 'portal',
      clientSecret: 'portal-secret',
      redirectUris: [CALLBACK],
      postLogoutRedirectUris: [SIGNED_OUT],
    },
  });
  client = await oidc.discovery(new URL(provider.issuer), 'portal', 'portal-secret', undefined, {
    execute: [oidc.allowInsecureRequests],
  });
});
afterAll(() => provider.close());

const verifier = oidc.randomPKCECodeVerifier();

async function authorizationUrl(more: Record<string, string> = {}): Promise<string> {
  return oidc.buildAuthorizationUrl(client, {
    redirect_uri: CALLBACK,
    scope: 'openid profile email',
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...more,
  }).href;
}

function redeem(callback: URL) {
  return oidc.authorizationCodeGrant(client, callback, {
    pkceCodeVerifier: verifier,
    expectedState: 'the-state',
    expectedNonce: 'the-nonce',
    idTokenExpected: true,
  });
}

describe('LOCAL the portal sign-in', () => {
  test('gives the portal the person and the organization', async () => {
    const browser = plainBrowser({ halt: ({ href }) => href.startsWith(PORTAL) });
    await browser.open(await authorizationUrl());
    const { url } = await browser.press('総務 花子 hanako@example.co.jp');
    expect((await redeem(url)).claims()).toMatchObject({
      iss: provider.issuer,
      aud: 'portal',
      sub: 'person-1',
      organization: 'org-1',
      organization_name: '株式会社サンプル',
      role: 'administrator',
      plan: 'enterprise',
      name: '総務 花子',
      locale: 'ja',
      email: 'hanako@example.co.jp',
      email_verified: true,
    });
  });

  test('leaves out a role that the person does not have', async () => {
    const browser = plainBrowser({ halt: ({ href }) => href.startsWith(PORTAL) });
    await browser.open(await authorizationUrl());
    const { url } = await browser.press('Taro Suzuki');
    const claims = (await redeem(url)).claims();
    expect(claims).toMatchObject({ sub: 'person-2', email_verified: false, locale: 'en' });
    expect(claims).not.toHaveProperty('role');
  });

  test('goes straight through with a session, and asks again on prompt=login', async () => {
    const browser = plainBrowser({ halt: ({ href }) => href.startsWith(PORTAL) });
    await browser.open(await authorizationUrl());
    await browser.press('総務 花子');
    const again = await browser.open(await authorizationUrl());
    expect((await redeem(again.url)).claims()?.sub).toBe('person-1');
    expect((await browser.open(await authorizationUrl({ prompt: 'login' }))).html).toContain('Taro Suzuki');
    await browser.press('Taro Suzuki');
    // The provider ends the first person's session on a page that goes on by itself where there is JavaScript.
    const other = await browser.press('Continue');
    expect((await redeem(other.url)).claims()?.sub).toBe('person-2');
  });

  test('ends the session at the portal’s sign-out and returns there', async () => {
    const browser = plainBrowser({ halt: ({ href }) => href.startsWith(PORTAL) });
    await browser.open(await authorizationUrl());
    const { url } = await browser.press('総務 花子');
    const { id_token } = await redeem(url);
    const end = oidc.buildEndSessionUrl(client, {
      id_token_hint: id_token ?? '',
      post_logout_redirect_uri: SIGNED_OUT,
      state: 'bye',
    });
    await browser.open(end.href);
    expect((await browser.press('サインアウト Sign out')).url.href).toBe(`${SIGNED_OUT}?state=bye`);
    expect((await browser.open(await authorizationUrl())).html).toContain('Taro Suzuki');
  });

  test.each<[string, Record<string, string>, string]>([
    ['no code challenge', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
    ['a plain code challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['prompt=none without a session', { prompt: 'none' }, 'login_required'],
  ])('refuses %s', async (_, changed, error) => {
    const url = new URL(await authorizationUrl(changed));
    for (const [name, value] of Object.entries(changed)) if (value === '') url.searchParams.delete(name);
    const stop = await plainBrowser({ halt: ({ href }) => href.startsWith(PORTAL) }).open(url.href);
    expect(stop.url.searchParams.get('error')).toBe(error);
  });

  test('keeps an address that is not registered', async () => {
    const stop = await plainBrowser({ halt: ({ href }) => href.startsWith(PORTAL) }).open(
      await authorizationUrl({ redirect_uri: `${PORTAL}/other` }),
    );
    expect([stop.status, stop.html.includes('invalid_redirect_uri')]).toEqual([400, true]);
  });

  test('refuses a wrong verifier and a code that was used', async () => {
    const browser = plainBrowser({ halt: ({ href }) => href.startsWith(PORTAL) });
    await browser.open(await authorizationUrl());
    const { url } = await browser.press('総務 花子');
    const wrong = oidc.authorizationCodeGrant(client, url, {
      pkceCodeVerifier: 'x'.repeat(43),
      expectedState: 'the-state',
      expectedNonce: 'the-nonce',
    });
    await expect(wrong).rejects.toMatchObject({ error: 'invalid_grant' });
    const again = (await browser.open(await authorizationUrl())).url;
    await redeem(again);
    await expect(redeem(again)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('shows a sign-in page that is no longer going on as such', async () => {
    const stop = await plainBrowser({ halt: ({ href }) => href.startsWith(PORTAL) }).open(
      `${provider.origin}/interaction/unknown`,
    );
    expect([stop.status, stop.html.includes('サインインできませんでした')]).toEqual([400, true]);
  });

  test('prints nothing', () => {
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  });
});

test('LOCAL a name that was made to point at this machine is not answered (DNS rebinding)', async () => {
  const sent = request(`${provider.origin}/.well-known/openid-configuration`, {
    headers: { host: 'elsewhere.example' },
  });
  const [response] = (await once(sent.end(), 'response')) as [IncomingMessage];
  response.resume();
  expect(response.statusCode).toBe(421);
});
