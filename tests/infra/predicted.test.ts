import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readSettings } from '../../shared/settings.ts';
import { type Compiler, describeWithCompiler, openCompiler, type PredictedResource } from './bicep/compiler.ts';
import { templateOf } from './templates.ts';

/** What the README has people set, with a name as long as it may be. */
const REQUIRED = {
  AZURE_ENV_NAME: 'a'.repeat(40),
  AZURE_LOCATION: 'japaneast',
  AZURE_PRINCIPAL_ID: '33333333-3333-4333-8333-333333333333',
  ALERT_EMAIL: 'operators@example.com',
};
/** What a vendor sets as well. */
const VENDOR = {
  PORTAL_SIGN_IN: 'openid',
  PORTAL_OIDC_ISSUER: 'https://cards.example.com',
  PORTAL_OIDC_CLIENT_ID: 'portal',
  PORTAL_ENTITLED_PLANS: 'enterprise',
};
/** Every switch. */
const EVERYTHING = {
  ...REQUIRED,
  MAIL_CAPABILITY: 'true',
  CUSTOM_DOMAIN: 'meishi.example.com',
  FIXED_OUTBOUND_IP: 'true',
  PRIVATE_ENDPOINTS: 'true',
  PURGE_PROTECTION: 'true',
  COSMOS_AUTOSCALE_MAXIMUM: '2000',
  SECURITY_CONTACT: 'mailto:security@example.com',
  DATABASE_RESTORED_AT: '2026-04-10T12:00:00.000Z',
  NOTICE_FROM: 'notices@example.com',
};

const parameters = JSON.parse(readFileSync('infra/main.parameters.json', 'utf8')).parameters as Readonly<
  Record<string, { value: string }>
>;

/** Fills the parameters in as azd does: by names and their defaults, and by the types that the template asks for. */
function filledIn(environment: Readonly<Record<string, string>>): Record<string, string | number | boolean> {
  const typeOf = (name: string) => {
    const declared = templateOf('infra/main.bicep').declares.parameters.find((one) => one.name === name);
    return /^param \w+ (\w+)/.exec(declared?.node.text ?? '')?.[1];
  };
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { value }]) => {
      const text = value.replace(/\$\{(\w+)(?:=([^}]*))?\}/g, (_, variable: string, otherwise = '') =>
        (environment[variable] ?? '') === '' ? otherwise : (environment[variable] ?? ''),
      );
      const type = typeOf(name);
      return [name, type === 'int' ? Number(text) : type === 'bool' ? text === 'true' : text];
    }),
  );
}

describeWithCompiler("DEPLOY the templates by Resource Manager's own engine", () => {
  let compiler: Compiler;
  let least: readonly PredictedResource[];
  let most: readonly PredictedResource[];
  const predicted = async (environment: Readonly<Record<string, string>>) => {
    const { resources, refusal } = await compiler.predict('infra', filledIn(environment));
    expect(refusal).toBeUndefined();
    return resources;
  };
  beforeAll(async () => {
    compiler = await openCompiler();
    least = await predicted(REQUIRED);
    most = await predicted(EVERYTHING);
  }, 300_000);
  afterAll(() => compiler?.close());

  test('by default there is no network, nothing is closed, and requests are paid one by one', () => {
    expect(least.filter(({ type }) => type.startsWith('Microsoft.Network/'))).toEqual([]);
    expect(openOrNot(least)).toEqual(['Enabled', 'Enabled', 'Enabled']);
    expect(the(least, 'Microsoft.DocumentDB/databaseAccounts')).toMatchObject({
      capabilities: [{ name: 'EnableServerless' }],
    });
    expect(the(least, 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases')).toMatchObject({ options: {} });
    expect(the(least, 'Microsoft.KeyVault/vaults')['enablePurgeProtection'] ?? null).toBeNull();
    expect(least.filter(({ type }) => type === 'Microsoft.Web/sites/certificates')).toEqual([]);
  });

  test('another environment in the same subscription shares no name with this one', async () => {
    const other = await predicted({ ...REQUIRED, AZURE_ENV_NAME: 'pr-1' });
    // Names of these count within the group, which each environment has of its own.
    const inGroup = /\/(?:diagnosticSettings|scheduledQueryRules|metricAlerts|webtests)$/;
    const names = (resources: readonly PredictedResource[]) =>
      resources.flatMap(({ type, name, properties }) => {
        const role = properties?.['roleName'];
        const own = name === undefined || name.startsWith('[') || inGroup.test(type) ? [] : [`${type} ${name}`];
        return type === 'Microsoft.Authorization/roleDefinitions' ? [...own, String(role)] : own;
      });
    expect(names(other).length).toBeGreaterThan(15);
    expect(names(other).filter((name) => names(least).includes(name))).toEqual([]);
  }, 120_000);

  test('mail goes by Azure Communication Services, unless a mail server is named', () => {
    expect(settingsOf(least)).toMatchObject({ SMTP_URL: '', NOTICE_FROM: expect.stringContaining('DoNotReply@') });
    expect(the(least, 'Microsoft.Communication/emailServices/domains')).toMatchObject({
      domainManagement: 'AzureManaged',
    });
    expect(settingsOf(most)).toMatchObject({ COMMUNICATION_ENDPOINT: '', NOTICE_FROM: 'notices@example.com' });
    expect(most.filter(({ type }) => type.startsWith('Microsoft.Communication/'))).toEqual([]);
  });

  test('with every switch on, storage, database and vault are closed, and the rest is there', () => {
    expect(openOrNot(most)).toEqual(['Disabled', 'Disabled', 'Disabled']);
    expect(named(most, 'Microsoft.Network/privateEndpoints')).toHaveLength(4);
    expect(named(most, 'Microsoft.Network/natGateways')).toHaveLength(1);
    expect(named(most, 'Microsoft.Web/sites/certificates')).toHaveLength(1);
    expect(the(most, 'Microsoft.DocumentDB/databaseAccounts')).toMatchObject({ capabilities: [] });
    expect(the(most, 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases')).toMatchObject({
      options: { autoscaleSettings: { maxThroughput: 2000 } },
    });
    expect(the(most, 'Microsoft.KeyVault/vaults')).toMatchObject({ enablePurgeProtection: true });
  });

  test.each(['least', 'most'] as const)('names fit into what each service takes (%s)', (which) => {
    const resources = which === 'least' ? least : most;
    const rules: Readonly<Record<string, RegExp>> = {
      'Microsoft.Resources/resourceGroups': /^[\w.()-]{1,89}[\w()-]$/,
      'Microsoft.Storage/storageAccounts': /^[a-z0-9]{3,24}$/,
      'Microsoft.KeyVault/vaults': /^[a-z][a-z0-9-]{1,22}[a-z0-9]$/,
      'Microsoft.DocumentDB/databaseAccounts': /^[a-z0-9-]{3,44}$/,
      'Microsoft.Web/sites': /^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$/,
      'Microsoft.OperationalInsights/workspaces': /^[a-zA-Z0-9][a-zA-Z0-9-]{2,61}[a-zA-Z0-9]$/,
    };
    for (const [type, rule] of Object.entries(rules)) {
      expect(named(resources, type)).toHaveLength(1);
      for (const name of named(resources, type)) expect([type, name]).toEqual([type, expect.stringMatching(rule)]);
    }
  });

  test.each(['least', 'most'] as const)('azd finds what belongs to its environment, and the app (%s)', (which) => {
    const resources = which === 'least' ? least : most;
    const tagged = resources.filter(({ tags }) => tags !== undefined);
    expect(tagged.length).toBeGreaterThan(10);
    for (const { tags } of tagged) expect(tags).toMatchObject({ 'azd-env-name': REQUIRED.AZURE_ENV_NAME });
    const apps = tagged.filter(({ tags }) => tags?.['azd-service-name'] === 'app').map(({ type }) => type);
    expect(apps).toContain('Microsoft.Web/sites');
  });

  test.each(['least', 'most'] as const)('the app starts with the settings that are deployed (%s)', (which) => {
    const settings = settingsOf(which === 'least' ? least : most);
    expect(() => readSettings(settings)).not.toThrow();
  });

  test('who deploys is the first administrator, unless others are named', async () => {
    expect(settingsOf(least)['PORTAL_ADMINISTRATORS']).toBe(REQUIRED.AZURE_PRINCIPAL_ID);
    const named = { PORTAL_ADMINISTRATORS: '44444444-4444-4444-8444-444444444444', ORGANIZATION_NAME: '見本商事' };
    const settings = settingsOf(await predicted({ ...REQUIRED, ...named }));
    expect(settings).toMatchObject(named);
    expect(settingsOf(await predicted({ ...REQUIRED, AZURE_PRINCIPAL_TYPE: 'ServicePrincipal' }))).toMatchObject({
      PORTAL_ADMINISTRATORS: '',
    });
  });

  test("a vendor's portal is at the card system's provider, and its registrations are for other tenants", async () => {
    const vendor = await predicted({ ...REQUIRED, ...VENDOR });
    expect(readSettings(settingsOf(vendor))).toMatchObject({
      ...VENDOR,
      PORTAL_ENTITLED_PLANS: [VENDOR.PORTAL_ENTITLED_PLANS],
    });
    expect(JSON.stringify(vendor)).toContain('"signInAudience":"AzureADMultipleOrgs"');
    expect(JSON.stringify(least)).not.toContain('AzureADMultipleOrgs');
  });

  test('the app, the registrations and the alert mean the same address', () => {
    expect(settingsOf(most)['PORTAL_BASE_URL']).toBe('https://meishi.example.com');
    expect(the(most, 'Microsoft.Insights/webtests')).toMatchObject({
      Request: { RequestUrl: 'https://meishi.example.com/healthz' },
    });
    const [site] = named(least, 'Microsoft.Web/sites');
    expect(settingsOf(least)['PORTAL_BASE_URL']).toBe(`https://${site}.azurewebsites.net`);
    expect(the(least, 'Microsoft.Insights/webtests')).toMatchObject({
      Request: { RequestUrl: `https://${site}.azurewebsites.net/healthz` },
    });
    expect(JSON.stringify(least)).toContain(`"https://${site}.azurewebsites.net/consent/callback"`);
  });

  test('the alerts on metrics count what was refused, of the service that they name', () => {
    const criteria = least
      .filter(({ type }) => type === 'Microsoft.Insights/metricAlerts')
      .map(({ properties }) => properties?.['criteria'] as { allOf?: Readonly<Record<string, unknown>>[] })
      .flatMap(({ allOf = [] }) => allOf);
    // The published types leave these open, so that no compiler sees a misspelt one.
    expect(criteria.map(({ metricNamespace, dimensions }) => [metricNamespace, dimensions])).toEqual(
      ['Microsoft.KeyVault/vaults', 'Microsoft.DocumentDB/databaseAccounts'].map((service) => [
        service,
        [{ name: 'StatusCode', operator: 'Include', values: ['429'] }],
      ]),
    );
  });

  test.each([
    ['PORTAL_SIGN_IN', 'openid', /set all three with PORTAL_SIGN_IN=openid/],
    ['PORTAL_SIGN_IN', 'saml', /Expected a value of type .*entra/],
    ['PORTAL_OIDC_ISSUER', 'https://cards.example.com', /and none without it/],
    ['COSMOS_AUTOSCALE_MAXIMUM', '1500', /must be 0 or a multiple of 1000/],
    ['AZURE_LOCATION', 'mars', /Expected a value of type .*japaneast/],
    ['LOG_RETENTION_DAYS', '10', /too small/],
    ['MAXIMUM_INSTANCE_COUNT', '0', /too small/],
  ])('%s %s is refused before anything is made', async (name, value, why) => {
    const { refusal } = await compiler.predict('infra', filledIn({ ...REQUIRED, [name]: value }));
    expect(refusal).toMatch(why);
  });
});

function named(resources: readonly PredictedResource[], type: string): (string | undefined)[] {
  return resources.filter((one) => one.type === type).map(({ name }) => name);
}

/** The properties of the only resource of a type. */
function the(resources: readonly PredictedResource[], type: string): Readonly<Record<string, unknown>> {
  const [one, ...others] = resources.filter((resource) => resource.type === type);
  if (one === undefined || others.length > 0) throw new Error(`There is not one ${type}.`);
  return one.properties ?? {};
}

function openOrNot(resources: readonly PredictedResource[]): unknown[] {
  const types = [
    'Microsoft.Storage/storageAccounts',
    'Microsoft.DocumentDB/databaseAccounts',
    'Microsoft.KeyVault/vaults',
  ];
  return types.map((type) => the(resources, type)['publicNetworkAccess']);
}

/** As the app finds them: what is known only while deploying, and what the vault has, is put in. */
function settingsOf(resources: readonly PredictedResource[]): Record<string, string> {
  const { siteConfig } = the(resources, 'Microsoft.Web/sites') as {
    siteConfig: { appSettings: { name: string; value: string }[] };
  };
  return Object.fromEntries(siteConfig.appSettings.map(({ name, value }) => [name, known(name, value)]));
}

function known(name: string, value: string): string {
  if (name === 'PORTAL_SESSION_KEY') return Buffer.alloc(32).toString('base64');
  if (name === 'SMTP_URL' && value !== '') return 'smtps://user:password@smtp.example.com';
  if (!value.startsWith('[') && !value.startsWith('@')) return value;
  if (/_CLIENT_ID$|_MANAGED_IDENTITY$|_TENANT_ID$/.test(name)) return '11111111-1111-4111-8111-111111111111';
  if (name === 'NOTICE_FROM') return 'DoNotReply@example.azurecomm.net';
  return name === 'EGRESS_IPS' ? '192.0.2.1' : 'https://example.com/';
}
