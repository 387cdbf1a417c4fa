import { describe, expect, test } from '@jest/globals';
import { readSettings, SettingsFailure } from '../../shared/settings.ts';

type Environment = Record<string, string | undefined>;

const GUID = '11111111-1111-4111-8111-111111111111';
/** What the platform leaves in a setting when it cannot read the secret. */
const MISSING = '@Microsoft.KeyVault(SecretUri=https://meishi.vault.azure.net/secrets/portal-oidc-client-secret)';
const CLOUD: Environment = {
  PORTAL_BASE_URL: 'https://meishi.example.com/',
  PORTAL_TENANT_ID: GUID,
  PORTAL_APP_CLIENT_ID: GUID,
  PORTAL_APP_MANAGED_IDENTITY: GUID,
  PORTAL_SESSION_KEY: Buffer.alloc(32, 7).toString('base64'),
  CONTACTS_APP_CLIENT_ID: GUID,
  CONTACTS_APP_MANAGED_IDENTITY: GUID,
  COSMOS_ENDPOINT: 'https://meishi.documents.azure.com',
  KEY_VAULT_URL: 'https://meishi.vault.azure.net',
  SYNC_QUEUE__queueServiceUri: 'https://meishi.queue.core.windows.net',
};

/** What the portal at the card system's OpenID provider has in place of the tenant. */
const VENDOR: Environment = {
  PORTAL_SIGN_IN: 'openid',
  PORTAL_TENANT_ID: '',
  PORTAL_APP_CLIENT_ID: '',
  PORTAL_APP_MANAGED_IDENTITY: '',
  PORTAL_OIDC_ISSUER: 'https://login.example.com',
  PORTAL_OIDC_CLIENT_ID: 'portal',
  PORTAL_OIDC_CLIENT_SECRET: 'portal-secret',
  PORTAL_ENTITLED_PLANS: 'enterprise, business',
};

/** The message of the failure, in lines; empty when the settings are accepted. */
function complaints(changes: Environment, environment: Environment = CLOUD): string[] {
  try {
    readSettings({ ...environment, ...changes });
    return [];
  } catch (failure) {
    if (!(failure instanceof SettingsFailure)) throw failure;
    return failure.message.split('\n').slice(1, -1);
  }
}

describe('SECURITY settings for the cloud', () => {
  test('are accepted, with defaults for what is rarely set', () => {
    expect(readSettings(CLOUD)).toMatchObject({
      PORTAL_BASE_URL: 'https://meishi.example.com',
      PORTAL_SIGN_IN: 'entra',
      PORTAL_ADMINISTRATORS: [],
      PORTAL_SESSION_KEY: [new Uint8Array(32).fill(7)],
      ENTRA_AUTHORITY_HOST: 'https://login.microsoftonline.com',
      GRAPH_BASE_URL: 'https://graph.microsoft.com',
      SANSAN_BASE_URL: 'https://api.sansan.com',
      SANSAN_PAGE_SIZE: 300,
      SANSAN_REQUESTS_PER_SECOND: 4,
      EGRESS_IPS: [],
    });
  });

  test("are accepted for the card system's sign-in, which has to be named", () => {
    expect(readSettings({ ...CLOUD, ...VENDOR })).toMatchObject({
      PORTAL_SIGN_IN: 'openid',
      PORTAL_CLAIM_PLAN: 'plan',
      PORTAL_ENTITLED_PLANS: ['enterprise', 'business'],
    });
  });

  test('name administrators by object id, in any case', () => {
    const ids = 'AAAAAAAA-0000-4000-8000-00000000000B, 22222222-0000-4000-8000-000000000002';
    expect(readSettings({ ...CLOUD, PORTAL_ADMINISTRATORS: ids })).toMatchObject({
      PORTAL_ADMINISTRATORS: ['aaaaaaaa-0000-4000-8000-00000000000b', '22222222-0000-4000-8000-000000000002'],
    });
  });

  test('may leave empty what is optional', () => {
    const optional = { COSMOS_KEY: '', SYNC_QUEUE: '', MAIL_APP_CLIENT_ID: '', MAIL_APP_CLIENT_SECRET: '' };
    expect(complaints(optional)).toEqual([]);
    expect(readSettings({ ...CLOUD, ...optional }).MAIL_APP_CLIENT_ID).toBeUndefined();
  });

  test.each([
    'PORTAL_BASE_URL',
    'PORTAL_TENANT_ID',
    'PORTAL_APP_CLIENT_ID',
    'PORTAL_APP_MANAGED_IDENTITY',
    'PORTAL_SESSION_KEY',
    'CONTACTS_APP_CLIENT_ID',
    'COSMOS_ENDPOINT',
    'KEY_VAULT_URL',
  ])('are refused without %s', (name) => {
    expect(complaints({ [name]: undefined })).toContain(`  ${name}: is missing`);
  });

  test.each(['PORTAL_OIDC_ISSUER', 'PORTAL_OIDC_CLIENT_ID', 'PORTAL_OIDC_CLIENT_SECRET', 'PORTAL_ENTITLED_PLANS'])(
    "are refused for the card system's sign-in without %s",
    (name) => {
      expect(complaints({ ...VENDOR, [name]: undefined })).toEqual([`  ${name}: is missing`]);
    },
  );

  test.each<[string, string, RegExp]>([
    ['PORTAL_BASE_URL', 'meishi', /URL/],
    ['PORTAL_BASE_URL', 'ftp://meishi.example.com', /URL/],
    ['PORTAL_SIGN_IN', 'saml', /entra or openid/],
    ['PORTAL_TENANT_ID', 'contoso.onmicrosoft.com', /GUID/],
    ['PORTAL_ADMINISTRATORS', 'hanako@example.com', /object ids \(GUIDs\)/],
    ['PORTAL_ADMINISTRATORS', `${GUID},*`, /object ids \(GUIDs\)/],
    ['PORTAL_ADMINISTRATORS', `${GUID}1`, /object ids \(GUIDs\)/],
    ['PORTAL_SESSION_KEY', Buffer.alloc(16).toString('base64'), /32 random bytes/],
    [
      'PORTAL_SESSION_KEY',
      `${Buffer.alloc(32).toString('base64')},${Buffer.alloc(8).toString('base64')}`,
      /32 random bytes/,
    ],
    ['PORTAL_SESSION_KEY', `${Buffer.alloc(32).toString('base64')},`, /32 random bytes/],
    ['CONTACTS_APP_CLIENT_ID', 'contacts', /GUID/],
    ['SANSAN_API_VERSION', '3.2', /v3\.2/],
    ['SANSAN_PAGE_SIZE', '301', /300/],
    ['SANSAN_PAGE_SIZE', 'many', /number/],
    ['SANSAN_REQUESTS_PER_SECOND', '0', /0/],
    ['NOTICE_WEBHOOK_ON_THIS_MACHINE', 'hooks.example.com:80', /this machine/],
    ['NOTICE_WEBHOOK_ON_THIS_MACHINE', '127.0.0.1', /this machine/],
    ['NOTICE_PACE', '30', /30\/100/],
    ['NOTICE_PACE', '0/10', /30\/100/],
  ])('are refused with %s "%s"', (name, value, why) => {
    const found = complaints({ [name]: value });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^  ${name}: .*${why.source}`));
  });
});

describe('SECURITY, E3 a mail server', () => {
  const from = 'notices@example.com';
  test.each([
    ['smtps://user:p%40ss@smtp.example.com:465', from, []],
    ['smtp://user:password@smtp.example.com', from, []],
    ['https://smtp.example.com', from, ['SMTP_URL']],
    ['smtp.example.com', from, ['SMTP_URL']],
    ['smtps://smtp.example.com', 'meishi-sync <notices@example.com>', ['NOTICE_FROM']],
  ])('%s with sender %s: complains of %j', (url, sender, names) => {
    const found = complaints({ SMTP_URL: url, NOTICE_FROM: sender });
    expect(found.map((line) => line.split(':')[0]?.trim())).toEqual(names);
  });
});

describe('SECURITY plain http', () => {
  test.each([
    ['http://localhost:8081', true],
    ['http://127.0.0.1:8081', true],
    ['http://[::1]:8081', true],
    ['http://meishi.example.com', false],
    ['http://localhost.example.com', false],
    ['http://127.0.0.1@example.com', false],
    ['http://10.0.0.1', false],
  ])('to %s is accepted: %s', (address, accepted) => {
    for (const name of [
      'COSMOS_ENDPOINT',
      'KEY_VAULT_URL',
      'GRAPH_BASE_URL',
      'SANSAN_BASE_URL',
      'ENTRA_AUTHORITY_HOST',
    ]) {
      expect(complaints({ [name]: address })).toEqual(
        accepted ? [] : [`  ${name}: must be https, unless it is on this machine (localhost, 127.0.0.1)`],
      );
    }
  });
});

describe('SECURITY settings that contradict each other', () => {
  const secret = { CONTACTS_APP_CLIENT_SECRET: 'x' };
  const mail = { MAIL_APP_CLIENT_ID: GUID };
  test.each<[string, Environment, string]>([
    ['two credentials of one app', secret, 'CONTACTS_APP_CLIENT_SECRET, CONTACTS_APP_MANAGED_IDENTITY'],
    ['no credential', { CONTACTS_APP_MANAGED_IDENTITY: undefined }, 'CONTACTS_APP_CLIENT_SECRET, '],
    ['an app for mail without a credential', mail, 'MAIL_APP_CLIENT_SECRET, MAIL_APP_MANAGED_IDENTITY'],
    ['a credential without its app', { MAIL_APP_CLIENT_SECRET: 'x' }, 'MAIL_APP_CLIENT_SECRET, '],
    ['a mail server without a sender', { SMTP_URL: 'smtps://smtp.example.com' }, 'SMTP_URL, NOTICE_FROM'],
    ['a sender without a mail server', { NOTICE_FROM: 'notices@example.com' }, 'SMTP_URL, NOTICE_FROM'],
    [
      'two ways of mail',
      {
        SMTP_URL: 'smtps://smtp.example.com',
        COMMUNICATION_ENDPOINT: 'https://acs.communication.azure.com',
        NOTICE_FROM: 'notices@example.com',
      },
      'SMTP_URL, COMMUNICATION_ENDPOINT',
    ],
    [
      'mail of Azure without a sender',
      { COMMUNICATION_ENDPOINT: 'https://acs.communication.azure.com' },
      'SMTP_URL, NOTICE_FROM',
    ],
    ['two queues', { SYNC_QUEUE: 'UseDevelopmentStorage=true' }, 'SYNC_QUEUE, SYNC_QUEUE__queueServiceUri'],
    ['no queue', { SYNC_QUEUE__queueServiceUri: undefined }, 'SYNC_QUEUE, SYNC_QUEUE__queueServiceUri'],
    [
      'a secret that is not in the vault',
      { ...VENDOR, PORTAL_OIDC_CLIENT_SECRET: MISSING },
      'PORTAL_OIDC_CLIENT_SECRET: points',
    ],
    [
      'both portals',
      { PORTAL_OIDC_ISSUER: 'https://login.example.com', PORTAL_OIDC_CLIENT_ID: 'portal' },
      'PORTAL_OIDC_ISSUER, PORTAL_OIDC_CLIENT_ID: not used with PORTAL_SIGN_IN=entra',
    ],
    [
      "both portals, the card system's chosen",
      { ...VENDOR, PORTAL_TENANT_ID: GUID, PORTAL_ADMINISTRATORS: GUID },
      'PORTAL_TENANT_ID, PORTAL_ADMINISTRATORS: not used with PORTAL_SIGN_IN=openid',
    ],
    ['a database key in the cloud', { COSMOS_KEY: 'x' }, 'COSMOS_KEY'],
  ])('%s', (_, changes, names) => {
    const found = complaints(changes);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`  ${names}`);
  });

  test('a database key on this machine is none', () => {
    expect(complaints({ COSMOS_ENDPOINT: 'http://127.0.0.1:8081', COSMOS_KEY: 'x' })).toEqual([]);
  });
});

describe('SECURITY the message', () => {
  test('names everything at once', () => {
    const found = complaints({}, {});
    const missing = Object.keys(CLOUD).filter((name) => !/^SYNC|^CONTACTS_APP_MANAGED/.test(name));
    // And two that can be given in either of two ways: the credential and the queues.
    expect(found).toHaveLength(missing.length + 2);
    for (const name of missing) expect(found).toContain(`  ${name}: is missing`);
  });

  test('repeats no value, since it may be a secret', () => {
    const names = [
      ...Object.keys({ ...CLOUD, ...VENDOR }),
      'PORTAL_ADMINISTRATORS',
      'COSMOS_KEY',
      'SANSAN_PAGE_SIZE',
      'SANSAN_API_VERSION',
      'GRAPH_BASE_URL',
    ];
    const found = complaints(Object.fromEntries(names.map((name) => [name, 'http://hunter2'])));
    expect(found.length).toBeGreaterThan(8);
    expect(found.join('\n')).not.toContain('hunter2');
  });
});
