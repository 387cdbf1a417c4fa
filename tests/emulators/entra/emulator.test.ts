import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AuthenticationResult,
  ConfidentialClientApplication,
  CryptoProvider,
  InteractionRequiredAuthError,
} from '@azure/msal-node';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, decodeJwt, jwtVerify, SignJWT } from 'jose';
import { letTimePass, returnToPresent } from '../../../local/clock.ts';
import { type DirectoryChange, type EntraAccount, ROLE_TEMPLATES } from '../../../local/emulators/entra/emulator.ts';
import { fileStore, memoryStore, type Store } from '../../../local/emulators/store.ts';
import {
  authorizeUrl,
  CLIENT_ID,
  CONSENT,
  CONTACTS,
  CONTOSO,
  createBrowser,
  type Entra,
  FABRIKAM,
  guest,
  guestAtHome,
  hanako,
  installed,
  NOWHERE,
  REDIRECT,
  SECRET,
  startTenants,
} from '../fixtures/entra-tenants.ts';

const DAY = 24 * 60 * 60_000;
const hanakoIds = { tenantId: hanako.tenantId, objectId: hanako.objectId };

let entra: Entra;
let store: Store;

beforeEach(async () => {
  store = memoryStore();
  entra = await startTenants(store);
});
afterEach(async () => {
  returnToPresent();
  await entra.close();
  store.close();
});

describe('LOCAL linking a mailbox with MSAL', () => {
  test('yields tokens of the tenant and the person, which silent calls reuse and then refresh', async () => {
    entra.change(CONSENT);
    const app = await msal();
    const signedIn = await signInWithMsal(app, hanako);

    expect(signedIn.idTokenClaims).toMatchObject({
      aud: CLIENT_ID,
      iss: `${entra.origin}/${CONTOSO}/v2.0`,
      tid: CONTOSO,
      oid: hanako.objectId,
      preferred_username: 'hanako@contoso.example',
      name: '佐藤 花子',
      nonce: 'the-nonce',
      acct: 0,
      wids: [ROLE_TEMPLATES.user],
    });
    const keys = createRemoteJWKSet(new URL(`${entra.origin}/common/discovery/v2.0/keys`));
    const { payload } = await jwtVerify(signedIn.accessToken, keys, { audience: 'https://graph.microsoft.com' });
    expect(payload).toMatchObject({
      tid: CONTOSO,
      oid: hanako.objectId,
      upn: hanako.userPrincipalName,
      appid: CLIENT_ID,
    });
    expect(payload['scp']).toBe('Contacts.ReadWrite openid profile');
    expect(payload.exp).toBeCloseTo(Date.now() / 1000 + 75 * 60, -1);

    const calls = tokenCalls();
    const silent = () => app.acquireTokenSilent({ account: accountOf(signedIn), scopes: [CONTACTS] });
    expect((await silent()).fromCache).toBe(true);
    expect(tokenCalls()).toBe(calls);
    letTimePass(80 * 60_000);
    const refreshed = await silent();
    expect(refreshed.fromCache).toBe(false);
    expect(refreshed.accessToken).not.toBe(signedIn.accessToken);
    expect(accountOf(signedIn).homeAccountId).toBe(`${hanako.objectId}.${CONTOSO}`);
  });

  test('gives a guest the tenant of the resource, and the home tenant as idp', async () => {
    entra.change(CONSENT);
    const signedIn = await signInWithMsal(await msal(), guestAtHome);
    expect(signedIn.idTokenClaims).toMatchObject({
      tid: CONTOSO,
      oid: guest.objectId,
      acct: 1,
      idp: `https://sts.windows.net/${FABRIKAM}/`,
    });
    expect(accountOf(signedIn).homeAccountId).toBe(`${guestAtHome.objectId}.${FABRIKAM}`);
  });

  test.each<[string, DirectoryChange, 'interaction' | 'server', string]>([
    ['revoked sessions', { kind: 'revoke-sessions', ...hanakoIds }, 'interaction', 'AADSTS50173'],
    ['a disabled account', { kind: 'set-account-enabled', ...hanakoIds, enabled: false }, 'server', 'AADSTS50057'],
    ['removed consent', { kind: 'remove-consent', ...installed }, 'interaction', 'AADSTS65001'],
    ['a disabled app', { kind: 'set-app-enabled', ...installed, enabled: false }, 'server', 'AADSTS7000112'],
    ['a deleted app', { kind: 'delete-app', ...installed }, 'server', 'AADSTS700016'],
    ['a failure asked for', { kind: 'fail-next-token', aadsts: 53003 }, 'interaction', 'AADSTS53003'],
  ])('refuses to refresh after %s', async (_, change, kind, code) => {
    entra.change(CONSENT);
    const app = await msal();
    const signedIn = await signInWithMsal(app, hanako);
    entra.change(change);
    const failure = await app
      .acquireTokenSilent({ account: accountOf(signedIn), scopes: [CONTACTS], forceRefresh: true })
      .catch((error: unknown) => error);
    expect(String(failure)).toContain(code);
    expect(failure instanceof InteractionRequiredAuthError).toBe(kind === 'interaction');
  });
});

describe('LOCAL the token endpoint', () => {
  const verifier = 'verifier-verifier-verifier-verifier-verifier';
  const challenge = createHash('sha256').update(verifier).digest('base64url');

  beforeEach(() => entra.change(CONSENT));

  async function code(scope = `${CONTACTS} openid profile offline_access`): Promise<string> {
    const browser = createBrowser();
    await browser.open(authorizeUrl(entra.origin, { code_challenge: challenge, code_challenge_method: 'S256', scope }));
    return (await browser.pick(hanako)).callback('code') ?? '';
  }
  const redeem = (authorizationCode: string, changed: Record<string, string> = {}, tenant = CONTOSO) =>
    post(tenant, {
      grant_type: 'authorization_code',
      client_id: CLIENT_ID,
      client_secret: SECRET,
      code: authorizationCode,
      redirect_uri: REDIRECT,
      code_verifier: verifier,
      ...changed,
    });
  const refresh = (token: string, tenant = CONTOSO) =>
    post(tenant, { grant_type: 'refresh_token', client_id: CLIENT_ID, client_secret: SECRET, refresh_token: token });

  test.each<[string, Record<string, string>, string, number, string, number]>([
    ['a wrong verifier', { code_verifier: 'x'.repeat(43) }, CONTOSO, 501481, 'invalid_grant', 400],
    ['a wrong secret', { client_secret: 'x' }, CONTOSO, 7000215, 'invalid_client', 401],
    ['another redirect URI', { redirect_uri: 'http://localhost/x' }, CONTOSO, 500112, 'invalid_grant', 400],
    ['another tenant', {}, FABRIKAM, 700005, 'invalid_grant', 400],
    ['an unknown tenant', {}, NOWHERE, 90002, 'invalid_tenant', 400],
    ['an unknown client', { client_id: FABRIKAM }, CONTOSO, 700016, 'unauthorized_client', 400],
    ['an unknown code', { code: '1.abc' }, CONTOSO, 9002313, 'invalid_grant', 400],
    ['another grant type', { grant_type: 'password' }, CONTOSO, 70003, 'unsupported_grant_type', 400],
    ['a missing field', { code: '' }, CONTOSO, 900144, 'invalid_request', 400],
    ['a permission without consent', { scope: 'Mail.Read' }, CONTOSO, 65001, 'invalid_grant', 400],
    ['a broken assertion', { client_assertion: 'x' }, CONTOSO, 700027, 'invalid_client', 401],
  ])('refuses %s', async (_, changed, tenant, number, error, status) => {
    const answer = await redeem(await code(), changed, tenant);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error, error_codes: [number] });
    expect(answer.body['error_description']).toMatch(
      new RegExp(`^AADSTS${number}: .* Trace ID: \\S+ Correlation ID: \\S+ Timestamp: \\d{4}-\\d\\d-\\d\\d \\S+Z$`),
    );
  });

  test('takes a code once, within ten minutes', async () => {
    const first = await code();
    expect((await redeem(first)).status).toBe(200);
    expect((await redeem(first)).body['error_codes']).toEqual([54005]);
    const second = await code();
    letTimePass(11 * 60_000);
    expect((await redeem(second)).body['error_codes']).toEqual([70008]);
  });

  test('takes a client assertion in place of the secret', async () => {
    const assertion = await new SignJWT({ iss: CLIENT_ID, sub: CLIENT_ID })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('5m')
      .sign(new Uint8Array(32));
    const answer = await redeem(await code(), {
      client_secret: '',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    });
    expect(answer.status).toBe(200);
  });

  test.each([
    [CONTACTS, []],
    [`${CONTACTS} offline_access`, ['refresh_token']],
    [`${CONTACTS} openid`, ['id_token']],
  ])('answers %s with no more than was asked', async (scope, extra) => {
    const { body } = await redeem(await code(scope));
    expect(Object.keys(body).filter((key) => ['refresh_token', 'id_token'].includes(key))).toEqual(extra);
  });

  test('keeps an oid and a tid for those who ask for the profile', async () => {
    const { body } = await redeem(await code(`${CONTACTS} openid`));
    expect(decodeJwt(String(body['id_token']))).not.toHaveProperty('oid');
  });

  test('rotates refresh tokens, each good for 90 days from its issue and again and again', async () => {
    const first = String((await redeem(await code())).body['refresh_token']);
    letTimePass(60 * DAY);
    const second = String((await refresh(first)).body['refresh_token']);
    expect(second).not.toBe(first);
    expect((await refresh(first)).status).toBe(200);
    letTimePass(40 * DAY);
    expect((await refresh(first)).body).toMatchObject({ error: 'invalid_grant', error_codes: [700082] });
    expect((await refresh(second)).status).toBe(200);
  });

  test('binds a refresh token to the person, who is not in another tenant', async () => {
    const token = String((await redeem(await code())).body['refresh_token']);
    expect((await refresh(token, FABRIKAM)).body['error_codes']).toEqual([700016]);
    entra.change({ kind: 'grant-consent', tenantId: FABRIKAM, clientId: CLIENT_ID });
    expect((await refresh(token, FABRIKAM)).body['error_codes']).toEqual([50020]);
  });

  test('still knows refresh tokens, consents and keys after a restart on the same file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'entra-'));
    const restart = async () => {
      await entra.close();
      store.close();
      store = fileStore(join(folder, 'entra.sqlite'));
      entra = await startTenants(store);
    };
    await restart();
    entra.change(CONSENT);
    const { body } = await redeem(await code());
    await restart();
    expect((await refresh(String(body['refresh_token']))).status).toBe(200);
    const keys = createRemoteJWKSet(new URL(`${entra.origin}/${CONTOSO}/discovery/v2.0/keys`));
    await expect(jwtVerify(String(body['access_token']), keys)).resolves.toBeDefined();
    rmSync(folder, { recursive: true });
  });
});

describe('LOCAL control from other processes', () => {
  const send = async (body: unknown) =>
    (await fetch(`${entra.origin}/_emulator/changes`, { method: 'POST', body: JSON.stringify(body) })).status;

  test('changes the directory, refuses what is not in it, and goes back to the seed', async () => {
    expect(await send({ kind: 'grant-consent', ...installed })).toBe(204);
    expect(entra.state()).toMatchObject({ servicePrincipals: [{ tenantId: CONTOSO, enabled: true }] });
    expect(await send({ kind: 'revoke-sessions', tenantId: CONTOSO, objectId: NOWHERE })).toBe(400);
    expect(await send({ kind: 'fail-next-token', aadsts: 1 })).toBe(400);
    expect(await send({ kind: 'nonsense' })).toBe(400);
    entra.reset();
    expect(entra.state()).toMatchObject({ servicePrincipals: [], grants: [] });
    expect(JSON.stringify(entra.state())).not.toContain(SECRET);
  });
});

function tokenCalls(): number {
  return entra.requests.count('POST /:tenant/oauth2/v2.0/token');
}

function accountOf(result: AuthenticationResult) {
  if (result.account === null) throw new Error('MSAL found no account.');
  return result.account;
}

async function msal(): Promise<ConfidentialClientApplication> {
  const metadata = await fetch(`${entra.origin}/${CONTOSO}/v2.0/.well-known/openid-configuration`);
  return new ConfidentialClientApplication({
    auth: {
      clientId: CLIENT_ID,
      clientSecret: SECRET,
      authority: `https://login.local/${CONTOSO}`,
      knownAuthorities: ['login.local'],
      authorityMetadata: await metadata.text(),
    },
  });
}

async function signInWithMsal(app: ConfidentialClientApplication, who: EntraAccount): Promise<AuthenticationResult> {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const request = { scopes: [CONTACTS], redirectUri: REDIRECT, state: 'the-state', nonce: 'the-nonce' };
  const browser = createBrowser();
  await browser.open(
    await app.getAuthCodeUrl({
      ...request,
      prompt: 'select_account',
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
    }),
  );
  const back = await browser.pick(who);
  const parameters = { code: back.callback('code') ?? '', state: back.callback('state') ?? '' };
  return app.acquireTokenByCode({ ...request, code: parameters.code, codeVerifier: verifier }, parameters);
}

async function post(tenant: string, form: Record<string, string>) {
  const body = new URLSearchParams(Object.entries(form).filter(([, value]) => value !== ''));
  const response = await fetch(`${entra.origin}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
