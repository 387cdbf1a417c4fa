import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { letTimePass } from '../../../local/clock.ts';
import {
  type DirectoryChange,
  type EntraAccount,
  ROLE_TEMPLATES,
  type TenantFault,
} from '../../../local/emulators/entra/emulator.ts';
import { memoryStore } from '../../../local/emulators/store.ts';
import { DAY } from '../../../shared/clock.ts';
import { challengeOf, randomText } from '../../../shared/identity/attempt.ts';
import { entraSignIn } from '../../../shared/identity/entra-sign-in.ts';
import type { MailboxSignIn, RedeemRequest, TokenFailureClass } from '../../../shared/identity/mailbox-sign-in.ts';
import { type TenantId, tenantIdSchema } from '../../../shared/ids.ts';
import {
  ACCEPT,
  admin,
  CLIENT_ID,
  CONSENT,
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
  stranger,
} from '../../emulators/fixtures/entra-tenants.ts';

const contoso = tenantIdSchema.parse(CONTOSO);
let entra: Entra;
let signIn: MailboxSignIn;

beforeAll(async () => {
  entra = await startTenants(memoryStore());
});
afterAll(() => entra.close());
beforeEach(() => {
  entra.reset();
  signIn = app();
});

function app(secret = SECRET, authorityHost = entra.origin): MailboxSignIn {
  const credential = { kind: 'secret', secret } as const;
  return entraSignIn({ authorityHost, clientId: CLIENT_ID, credential, permission: 'Contacts.ReadWrite' });
}

/** Sends a person through the sign-in, and gives what the callback has to redeem. */
async function callback(
  kind: 'linkUrl' | 'proofUrl',
  who: EntraAccount,
  tenantId: TenantId = contoso,
): Promise<RedeemRequest> {
  const [state, nonce, codeVerifier] = [randomText(), randomText(), randomText()];
  const codeChallenge = challengeOf(codeVerifier);
  const browser = createBrowser();
  await browser.open(
    await signIn[kind]({ tenantId, state, nonce, codeChallenge, redirectUri: REDIRECT, pickAccount: false }),
  );
  const back = await browser.pick(who);
  expect(back.callback('state')).toBe(state);
  return { tenantId, code: back.callback('code') ?? '', codeVerifier, nonce, redirectUri: REDIRECT };
}

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('WIRE a tenant', () => {
  test.each([
    ['that Microsoft knows', () => app(), CONTOSO, true],
    ['that nobody knows', () => app(), NOWHERE, false],
    ['of which Microsoft does not tell', () => app(SECRET, 'http://127.0.0.1:1'), NOWHERE, true],
  ])('%s', async (_, open, tenant, exists) => {
    expect(await open().tenantExists(tenantIdSchema.parse(tenant))).toBe(exists);
  });
});

describe('WIRE, A3 the consent of an administrator', () => {
  test('is asked for at the tenant, and proven by a sign-in that keeps nothing', async () => {
    const browser = createBrowser();
    await browser.open(signIn.adminConsentUrl({ tenantId: contoso, state: 'the-state', redirectUri: REDIRECT }));
    await browser.pick(admin);
    const back = await browser.press(ACCEPT);
    expect([back.callback('admin_consent'), back.callback('state'), back.callback('tenant')]).toEqual([
      'True',
      'the-state',
      CONTOSO,
    ]);

    const proof = await signIn.redeemProof(await callback('proofUrl', admin));
    expect(proof).toEqual({
      identity: {
        tenantId: CONTOSO,
        objectId: admin.objectId,
        name: admin.userPrincipalName,
        roles: expect.arrayContaining([ROLE_TEMPLATES.globalAdministrator]),
        guest: false,
      },
      granted: true,
    });
  });

  test('cannot be given for oneself in the sign-in that proves it', async () => {
    const [state, nonce, codeVerifier] = [randomText(), randomText(), randomText()];
    const request = {
      tenantId: contoso,
      state,
      nonce,
      codeChallenge: challengeOf(codeVerifier),
      redirectUri: REDIRECT,
    };
    const browser = createBrowser();
    await browser.open(await signIn.proofUrl({ ...request, pickAccount: false }));
    await browser.pick(admin);
    const back = await browser.press(ACCEPT);
    const code = back.callback('code') ?? '';
    const proof = await signIn.redeemProof({ tenantId: contoso, code, codeVerifier, nonce, redirectUri: REDIRECT });
    expect(proof).toMatchObject({ identity: { objectId: admin.objectId }, granted: false });
  });

  test('that was switched off again is told apart', async () => {
    entra.change(CONSENT);
    const request = await callback('proofUrl', admin);
    entra.change({ kind: 'set-app-enabled', ...installed, enabled: false });
    expect(await failure(signIn.redeemProof(request))).toMatchObject({ blame: 'tenant', aadsts: '7000112' });
  });

  test('is not proven where the ID token does not say which roles somebody has, and denied to nobody', async () => {
    entra.change(CONSENT);
    entra.change({ kind: 'set-tenant-fault', tenantId: CONTOSO, fault: 'no-wids', on: true });
    const { identity, granted } = await signIn.redeemProof(await callback('proofUrl', admin));
    expect([identity.roles, granted]).toEqual([undefined, true]);
  });

  test('given by somebody else does not make that person an administrator', async () => {
    entra.change(CONSENT);
    const { identity } = await signIn.redeemProof(await callback('proofUrl', hanako));
    expect(identity.roles).toEqual([ROLE_TEMPLATES.user]);
  });
});

describe('WIRE, A3, B1 an answer without a refresh token', () => {
  test.each(['redeemProof', 'redeemLink'] as const)('is refused at once by %s', async (method) => {
    entra.change(CONSENT);
    entra.change({ kind: 'set-tenant-fault', tenantId: CONTOSO, fault: 'no-refresh-token', on: true });
    const request = await callback(method === 'redeemProof' ? 'proofUrl' : 'linkUrl', admin);
    expect(await failure(signIn[method](request))).toMatchObject({
      name: 'TokenFailure',
      blame: 'tenant',
      code: 'no_refresh_token',
    });
  });
});

describe('WIRE, B1 linking a mailbox', () => {
  test('gives the person, a token for the mailbox, and a cache to keep without it', async () => {
    entra.change(CONSENT);
    const { identity, cache, accessToken } = await signIn.redeemLink(await callback('linkUrl', hanako));
    expect(identity).toEqual({
      tenantId: CONTOSO,
      objectId: hanako.objectId,
      name: hanako.userPrincipalName,
      roles: [ROLE_TEMPLATES.user],
      guest: false,
    });
    expect(accessToken.split('.')).toHaveLength(3);
    expect(cache).toContain('"RefreshToken"');
    expect(cache).not.toContain(accessToken);
  });

  test('asks for the account each time, at the authority of the tenant, with PKCE', async () => {
    const request = {
      tenantId: contoso,
      state: 's',
      nonce: 'n',
      codeChallenge: challengeOf('v'),
      redirectUri: REDIRECT,
    };
    const url = new URL(await signIn.linkUrl({ ...request, pickAccount: true }));
    expect(url.origin + url.pathname).toBe(`${entra.origin}/${CONTOSO}/oauth2/v2.0/authorize`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      prompt: 'select_account',
      state: 's',
      nonce: 'n',
      code_challenge: challengeOf('v'),
      code_challenge_method: 'S256',
      scope: expect.stringContaining('offline_access'),
    });
  });

  test('tells a guest from a member', async () => {
    entra.change(CONSENT);
    const { identity } = await signIn.redeemLink(await callback('linkUrl', guestAtHome));
    expect(identity).toMatchObject({ tenantId: CONTOSO, objectId: guest.objectId, guest: true });
  });

  test('knows the tenant of somebody else', async () => {
    const fabrikam = tenantIdSchema.parse(FABRIKAM);
    entra.change({ ...CONSENT, kind: 'grant-consent', tenantId: FABRIKAM, clientId: CLIENT_ID });
    const { identity } = await signIn.redeemLink(await callback('linkUrl', stranger, fabrikam));
    expect(identity).toMatchObject({ tenantId: FABRIKAM, guest: false });
  });

  test.each<[string, (request: RedeemRequest) => Partial<RedeemRequest>, object]>([
    ['another nonce', () => ({ nonce: 'forged' }), { code: 'nonce_mismatch' }],
    ['another verifier', () => ({ codeVerifier: randomText() }), { aadsts: '501481' }],
    ['another redirect URI', () => ({ redirectUri: 'http://localhost:7071/elsewhere' }), { aadsts: '500112' }],
    ['another tenant', () => ({ tenantId: tenantIdSchema.parse(FABRIKAM) }), { aadsts: '700005' }],
    ['a code that was changed', ({ code }) => ({ code: `${code}x` }), { aadsts: '9002313' }],
  ])('is refused with %s', async (_, forge, expected) => {
    entra.change(CONSENT);
    const request = await callback('linkUrl', hanako);
    const failed = await failure(signIn.redeemLink({ ...request, ...forge(request) }));
    expect(failed).toMatchObject({ name: 'TokenFailure', ...expected });
  });

  test('is done once with one code', async () => {
    entra.change(CONSENT);
    const request = await callback('linkUrl', hanako);
    await signIn.redeemLink(request);
    expect(await failure(signIn.redeemLink(request))).toMatchObject({ name: 'TokenFailure', aadsts: '54005' });
  });
});

describe('WIRE, C11 a kept cache', () => {
  async function linked(): Promise<string> {
    entra.change(CONSENT);
    return (await signIn.redeemLink(await callback('linkUrl', hanako))).cache;
  }

  test('gives a new token each time, and a cache that gives the next', async () => {
    const first = await signIn.refresh(contoso, await linked());
    const second = await signIn.refresh(contoso, first.cache);
    expect(second.accessToken).not.toBe(first.accessToken);
    expect(second.cache).not.toContain(second.accessToken);
  });

  test('that is used within 90 days lives on', async () => {
    const first = await signIn.refresh(contoso, await linked());
    letTimePass(80 * DAY);
    const second = await signIn.refresh(contoso, first.cache);
    letTimePass(80 * DAY);
    expect((await signIn.refresh(contoso, second.cache)).accessToken).not.toBe('');
  });

  test('that lay idle for 90 days is the matter of the user', async () => {
    const cache = await linked();
    letTimePass(91 * DAY);
    expect(await failure(signIn.refresh(contoso, cache))).toMatchObject({ blame: 'user', aadsts: '700082' });
  });

  test('that is empty is the matter of the user', async () => {
    expect(await failure(signIn.refresh(contoso, ''))).toMatchObject({ blame: 'user', code: 'no_tokens_found' });
    expect(await failure(signIn.refresh(contoso, '{}'))).toMatchObject({ blame: 'user', code: 'no_tokens_found' });
  });

  const fault = (which: TenantFault): DirectoryChange => ({
    kind: 'set-tenant-fault',
    tenantId: CONTOSO,
    fault: which,
    on: true,
  });
  const person = { tenantId: hanako.tenantId, objectId: hanako.objectId };
  test.each<[string, DirectoryChange, TokenFailureClass, string]>([
    ['revoked sessions', { kind: 'revoke-sessions', ...person }, 'user', '50173'],
    ['a disabled account', { kind: 'set-account-enabled', ...person, enabled: false }, 'user', '50057'],
    ['a policy that wants more of the user', { kind: 'fail-next-token', aadsts: 50076 }, 'user', '50076'],
    ['a consent that was removed', { kind: 'remove-consent', ...installed }, 'tenant', '65001'],
    ['an app that was disabled', { kind: 'set-app-enabled', ...installed, enabled: false }, 'tenant', '7000112'],
    ['an app that was deleted', { kind: 'delete-app', ...installed }, 'tenant', '700016'],
    ['a Graph that was switched off', fault('graph-disabled'), 'tenant', '500014'],
    ['a Graph that is gone', fault('graph-absent'), 'tenant', '500011'],
    ['a secret that expired', { kind: 'fail-next-token', aadsts: 7000222 }, 'ours', '7000222'],
    ['a service in trouble', { kind: 'fail-next-token', aadsts: 90033 }, 'transient', '90033'],
  ])('is the matter of the right one after %s', async (_, change, blame, aadsts) => {
    const cache = await linked();
    entra.change(change);
    const failed = await failure(signIn.refresh(contoso, cache));
    expect(failed).toMatchObject({
      name: 'TokenFailure',
      blame,
      aadsts,
      correlationId: expect.stringMatching(/^[\w-]{36}$/),
    });
    const said =
      failed instanceof Error ? `${failed.message}${failed.stack}${JSON.stringify(failed)}${failed.cause}` : '';
    expect(said).not.toContain(hanako.userPrincipalName);
    expect(said).not.toContain(SECRET);
  });

  test('is nobody’s matter when the service cannot be reached', async () => {
    const cache = await linked();
    entra.faults.add({ match: '/token$', times: 3, effect: { kind: 'lose-request' } });
    expect(await failure(signIn.refresh(contoso, cache))).toMatchObject({ name: 'TokenFailure', blame: 'transient' });
    const nowhere = app(SECRET, 'http://127.0.0.1:9');
    expect(await failure(nowhere.refresh(contoso, cache))).toMatchObject({ blame: 'transient', code: 'network_error' });
  });

  test('is our matter with a wrong secret', async () => {
    const cache = await linked();
    expect(await failure(app('wrong').refresh(contoso, cache))).toMatchObject({ blame: 'ours', aadsts: '7000215' });
  });
});

describe('WIRE a sign-in at a tenant', () => {
  test('a tenant that does not exist is the matter of the tenant', async () => {
    const request = {
      tenantId: tenantIdSchema.parse(NOWHERE),
      state: 's',
      nonce: 'n',
      codeChallenge: 'c',
      redirectUri: REDIRECT,
    };
    expect(await failure(signIn.linkUrl({ ...request, pickAccount: true }))).toMatchObject({
      name: 'TokenFailure',
      blame: 'tenant',
      aadsts: '90002',
    });
  });
});
