import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EntraAccount } from '../../../local/emulators/entra/emulator.ts';
import { memoryStore } from '../../../local/emulators/store.ts';
import {
  ACCEPT,
  address,
  admin,
  appAdmin,
  authorizeUrl,
  CANCEL,
  CLIENT_ID,
  CONSENT,
  CONTACTS,
  CONTOSO,
  createBrowser,
  type Entra,
  FABRIKAM,
  hanako,
  installed,
  NOWHERE,
  personal,
  REDIRECT,
  RETURN,
  retired,
  startTenants,
  stranger,
} from '../fixtures/entra-tenants.ts';

let entra: Entra;
beforeEach(async () => {
  entra = await startTenants(memoryStore());
});
afterEach(() => entra.close());

describe('LOCAL the sign-in pages', () => {
  test('remember the last account until another is asked for', async () => {
    entra.change(CONSENT);
    const browser = createBrowser();
    await browser.open(authorizeUrl(entra.origin));
    expect((await browser.pick(hanako)).callback('code')).toBeTruthy();
    expect((await browser.open(authorizeUrl(entra.origin))).callback('code')).toBeTruthy();
    expect((await browser.open(authorizeUrl(entra.origin, { prompt: 'select_account' }))).page).toBe('account-picker');
    expect((await browser.open(authorizeUrl(entra.origin, { login_hint: 'admin@contoso.example' }))).page).toBe(
      'account-picker',
    );
    await browser.open(`${entra.origin}/${CONTOSO}/oauth2/v2.0/logout`);
    expect((await browser.open(authorizeUrl(entra.origin))).page).toBe('account-picker');
  });

  test.each<[string, EntraAccount, string, string]>([
    ['an account of another tenant', stranger, CONTOSO, '50020'],
    ['a personal account', personal, CONTOSO, '50020'],
    ['a personal account at organizations', personal, 'organizations', '50020'],
    ['a disabled account', retired, CONTOSO, '50057'],
  ])('keep %s and offer the picker again', async (_, who, tenant, code) => {
    entra.change(CONSENT);
    const browser = createBrowser();
    await browser.open(authorizeUrl(entra.origin, {}, tenant));
    const refused = await browser.pick(who);
    expect(refused.aadsts).toBe(code);
    expect((await browser.follow('別のアカウントでサインインする')).page).toBe('account-picker');
  });

  test.each<[string, Record<string, string>, string, string]>([
    ['a redirect URI that is not registered', { redirect_uri: `${REDIRECT}/` }, CONTOSO, '50011'],
    ['an unknown client', { client_id: FABRIKAM }, CONTOSO, '700016'],
    ['a missing client', { client_id: '' }, CONTOSO, '900144'],
    ['an unknown tenant', {}, NOWHERE, '90002'],
  ])('never redirect for %s', async (_, changed, tenant, code) => {
    expect((await createBrowser().open(authorizeUrl(entra.origin, changed, tenant))).aadsts).toBe(code);
  });

  test.each<[string, Record<string, string>, string, string]>([
    ['another response type', { response_type: 'token' }, 'unsupported_response_type', '700054'],
    [
      'a plain code challenge',
      { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' },
      'invalid_request',
      '90023',
    ],
    ['a short code challenge', { code_challenge: 'x', code_challenge_method: 'S256' }, 'invalid_request', '50147'],
    ['an unknown prompt', { prompt: 'maybe' }, 'invalid_request', '90023'],
    ['an unknown permission', { scope: 'Contacts.Write' }, 'invalid_client', '650053'],
    ['another resource', { scope: 'https://vault.azure.net/.default' }, 'invalid_scope', '70011'],
    ['prompt=none without a session', { prompt: 'none' }, 'login_required', '50058'],
  ])('tell the app of %s', async (_, changed, error, code) => {
    const answer = await createBrowser().open(authorizeUrl(entra.origin, changed));
    expect(answer.callback('error')).toBe(error);
    expect(answer.callback('error_description')).toContain(`AADSTS${code}:`);
    expect(answer.callback('state')).toBe('the-state');
  });

  test('answer prompt=none with interaction_required while consent is missing', async () => {
    const browser = createBrowser();
    await browser.open(authorizeUrl(entra.origin));
    await browser.pick(hanako);
    expect((await browser.open(authorizeUrl(entra.origin, { prompt: 'none' }))).callback('error')).toBe(
      'interaction_required',
    );
  });

  test('answer prompt=none with interaction_required for an account of another tenant', async () => {
    const browser = createBrowser();
    await browser.open(authorizeUrl(entra.origin));
    await browser.pick(stranger);
    const answer = await browser.open(authorizeUrl(entra.origin, { prompt: 'none' }));
    expect(answer.callback('error_description')).toContain('AADSTS16000:');
  });

  test('show an account of a disabled app its failure', async () => {
    entra.change(CONSENT);
    entra.change({ kind: 'set-app-enabled', ...installed, enabled: false });
    const browser = createBrowser();
    await browser.open(authorizeUrl(entra.origin));
    expect((await browser.pick(hanako)).aadsts).toBe('7000112');
  });
});

describe('LOCAL consent at sign-in', () => {
  test('stops an ordinary user for whom the organization has not consented', async () => {
    const browser = createBrowser();
    await browser.open(authorizeUrl(entra.origin));
    const stopped = await browser.pick(hanako);
    expect([stopped.page, stopped.aadsts]).toEqual(['approval-required', '90094']);
    const back = await browser.press(RETURN);
    expect([back.callback('error'), back.callback('error_subcode')]).toEqual(['access_denied', 'cancel']);
    expect(back.callback('error_description')).toContain('AADSTS65004');
    // A hand-made form does not help.
    await browser.open(authorizeUrl(entra.origin));
    expect((await browser.forge(RETURN, { decision: 'accept', organization: 'on' })).page).toBe('approval-required');
  });

  test.each<[string, EntraAccount, Record<string, string>, boolean]>([
    ['of a Global Administrator with the tick is for everyone', admin, { organization: 'on' }, true],
    ['of a Global Administrator without the tick is personal', admin, {}, false],
    ['of an Application Administrator is personal', appAdmin, { organization: 'on' }, false],
  ])('%s', async (_, who, tick, forAll) => {
    const browser = createBrowser();
    await browser.open(authorizeUrl(entra.origin));
    expect((await browser.pick(who)).page).toBe('consent');
    expect((await browser.forge(ACCEPT, tick)).callback('code')).toBeTruthy();
    const other = createBrowser();
    await other.open(authorizeUrl(entra.origin));
    expect((await other.pick(hanako)).page).toBe(forAll ? undefined : 'approval-required');
  });

  test('is a matter of the user for basic sign-in', async () => {
    const browser = createBrowser();
    await browser.open(authorizeUrl(entra.origin, { scope: 'openid profile' }));
    expect((await browser.pick(hanako)).page).toBe('consent');
    expect((await browser.press(ACCEPT)).callback('code')).toBeTruthy();
  });
});

describe('LOCAL admin consent', () => {
  const consentUrl = (changed: Record<string, string> = {}, tenant = CONTOSO) =>
    address(`${entra.origin}/${tenant}/v2.0/adminconsent`, {
      client_id: CLIENT_ID,
      redirect_uri: REDIRECT,
      scope: `${CONTACTS} offline_access openid profile`,
      state: 'the-state',
      ...changed,
    });

  test.each([admin, appAdmin])('is given by $displayName for the whole tenant', async (who) => {
    const browser = createBrowser();
    await browser.open(consentUrl());
    expect((await browser.pick(who)).page).toBe('consent');
    const done = await browser.press(ACCEPT);
    expect(done.callback('admin_consent')).toBe('True');
    expect(done.callback('error')).toBeNull();
    expect(done.callback('tenant')).toBe(CONTOSO);
    expect(done.callback('scope')).toBe(`${CONTACTS} offline_access openid profile`);
    expect(done.callback('state')).toBe('the-state');
    const user = createBrowser();
    await user.open(authorizeUrl(entra.origin));
    expect((await user.pick(hanako)).callback('code')).toBeTruthy();
  });

  test('says admin_consent=True also when it is refused', async () => {
    const browser = createBrowser();
    await browser.open(consentUrl());
    await browser.pick(admin);
    const refused = await browser.press(CANCEL);
    expect([refused.callback('admin_consent'), refused.callback('error')]).toEqual(['True', 'consent_required']);
    expect(refused.callback('error_description')).toContain('AADSTS65004');
  });

  test('goes wrong for the account that the browser remembers, and right for another', async () => {
    const browser = createBrowser();
    await browser.open(authorizeUrl(entra.origin));
    await browser.pick(hanako);
    const stopped = await browser.open(consentUrl());
    expect(stopped.page).toBe('approval-required');
    expect((await browser.press(RETURN)).callback('error')).toBe('access_denied');
    await browser.open(consentUrl({ prompt: 'select_account' }));
    expect((await browser.pick(admin)).page).toBe('consent');
  });

  test.each<[string, Record<string, string>, string, string]>([
    ['common', {}, 'common', '90124'],
    ['an unknown tenant', {}, NOWHERE, '90002'],
    ['permissions that are not registered', { scope: 'Mail.Read' }, CONTOSO, '650056'],
    ['no scope', { scope: '' }, CONTOSO, '900144'],
    ['an address that is not registered', { redirect_uri: 'http://localhost/other' }, CONTOSO, '50011'],
  ])('is refused for %s', async (_, changed, tenant, code) => {
    expect((await createBrowser().open(consentUrl(changed, tenant))).aadsts).toBe(code);
  });
});
