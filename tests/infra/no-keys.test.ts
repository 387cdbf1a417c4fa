import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { property } from './bicep/value.ts';
import { templateOf, templates } from './templates.ts';

const files = readdirSync('infra', { recursive: true, encoding: 'utf8' }).filter((path) =>
  /\.(bicep|json|ts)$/.test(path),
);

describe('SECURITY keys in the templates, settings and scripts', () => {
  test.each(files)('%s asks for no key, and carries none', (path) => {
    const text = readFileSync(`infra/${path}`, 'utf8');
    expect(text).not.toMatch(/list\w*Keys|listSecrets|listConnectionStrings|listCredentials|\.get(Secret|Value)\(/i);
    expect(text).not.toMatch(/AccountKey=|SharedAccess|AccountEndpoint=|passwordCredentials|@secure/i);
    // Nothing that looks like 32 random bytes or more.
    expect(text).not.toMatch(/[A-Za-z0-9+/]{43,}={1,2}/);
  });

  test('the only connection string is that of Application Insights, which is an address', () => {
    const named = templates.flatMap(({ text }) => text.match(/\w*connection_?string\w*/gi) ?? []);
    expect(new Set(named)).toEqual(
      new Set(['applicationInsightsConnectionString', 'APPLICATIONINSIGHTS_CONNECTION_STRING', 'ConnectionString']),
    );
    const outputs = templates.flatMap(({ declares }) => declares.outputs.map(({ name }) => name));
    expect(outputs.filter((name) => /key$|secret|password|token/i.test(name))).toEqual([]);
    expect(templateOf('infra/main.bicep').declares.outputs.map(({ name }) => name)).toEqual([
      'PORTAL_BASE_URL',
      'KEY_VAULT_URL',
      'FUNCTION_APP_ID',
      'AZURE_TENANT_ID',
      'CUSTOM_DOMAIN_VERIFICATION_ID',
      'EGRESS_IPS',
      'PORTAL_SIGN_IN',
      'PORTAL_APP_CLIENT_ID',
      'CONTACTS_APP_CLIENT_ID',
      'MAIL_APP_CLIENT_ID',
    ]);
  });

  test.each([
    ['storage', 'account', 'allowSharedKeyAccess', 'false'],
    ['storage', 'account', 'allowBlobPublicAccess', 'false'],
    ['cosmos', 'account', 'disableLocalAuth', 'true'],
    ['key-vault', 'vault', 'enableRbacAuthorization', 'true'],
    ['key-vault', 'vault', 'enableSoftDelete', 'true'],
    ['monitoring', 'applicationInsights', 'DisableLocalAuth', 'true'],
    ['monitoring', 'workspace', 'features.disableLocalAuth', 'true'],
    ['monitoring', 'workspace', 'features.enableLogAccessUsingOnlyResourcePermissions', 'true'],
    ['function-app', 'ftpPassword', 'allow', 'false'],
    ['function-app', 'scmPassword', 'allow', 'false'],
    ['function-app', 'app', 'httpsOnly', 'true'],
  ])('%s: the %s says %s: %s', (module, resource, path, value) => {
    const { resources } = templateOf(`infra/modules/${module}.bicep`).declares;
    const said = property(resources.find(({ name }) => name === resource)?.value, 'properties', ...path.split('.'));
    expect(said?.node.text).toBe(value);
  });
});
