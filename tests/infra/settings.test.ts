import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CLIENT_SECRET, SESSION_KEY } from '../../infra/scripts/portal-secrets.ts';
import { FUNCTION_TIMEOUT } from '../../shared/function-timeout.ts';
import { BULK_SYNC_QUEUE, CLEAN_UP_QUEUE, NOTIFICATION_QUEUE, SYNC_QUEUE } from '../../shared/queues.ts';
import { readSettings, SETTING_NAMES } from '../../shared/settings.ts';
import { CONTAINERS, DATABASE } from '../../shared/storage/cosmos-database.ts';
import { type BicepValue, property, texts } from './bicep/value.ts';
import { templateOf } from './templates.ts';

/** Settings that the deployment leaves to their defaults, which are right for every organization. */
const DEFAULT = [
  'ENTRA_AUTHORITY_HOST',
  'ENTRA_ACCEPTED_ROLES',
  'GRAPH_BASE_URL',
  'SANSAN_BASE_URL',
  'SANSAN_API_VERSION',
  'SANSAN_PAGE_SIZE',
  'SANSAN_REQUESTS_PER_SECOND',
];
/** Settings for this machine, and for places without a managed identity. */
const NEVER_IN_THE_CLOUD = [
  'CONTACTS_APP_CLIENT_SECRET',
  'MAIL_APP_CLIENT_SECRET',
  'COSMOS_KEY',
  'SYNC_QUEUE',
  'NOTICE_WEBHOOK_ON_THIS_MACHINE',
];
/** Settings that the functions host reads, too. */
const ALSO_OF_THE_HOST = ['APPLICATIONINSIGHTS_CONNECTION_STRING', 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'];
/** Settings of the functions host that the sample explains as well. */
const OF_THE_HOST = ['AzureWebJobsStorage', 'FUNCTIONS_WORKER_RUNTIME', 'AzureWebJobsDisableHomepage'];

const main = templateOf('infra/main.bicep');
const functionApp = templateOf('infra/modules/function-app.bicep');
const appModule = main.declares.modules.find(({ of }) => of === 'modules/function-app.bicep');
const productSettings = property(appModule?.value, 'params', 'settings');
const platformSettings = variable(functionApp.name, 'platformSettings');
const sample = JSON.parse(readFileSync('local.settings.sample.json', 'utf8')) as {
  Explained: Record<string, string>;
  Values: Record<string, string>;
};

function variable(template: string, name: string): BicepValue | undefined {
  return templateOf(template).declares.variables.find((one) => one.name === name)?.value;
}

function namesOf(value: BicepValue | undefined): string[] {
  return value?.kind === 'object' ? value.properties.map(({ name }) => name ?? '?') : [];
}

function sorted(...names: (readonly string[])[]): string[] {
  return names.flat().sort();
}

describe('DEPLOY the settings of the app', () => {
  test('the sample has every setting, with an explanation', () => {
    expect(sorted(Object.keys(sample.Values))).toEqual(sorted(SETTING_NAMES, OF_THE_HOST));
    expect(Object.keys(sample.Explained)).toEqual(Object.keys(sample.Values));
  });

  test('the deployment sets every setting but those that have a reason', () => {
    expect(sorted(namesOf(productSettings), DEFAULT, NEVER_IN_THE_CLOUD, ALSO_OF_THE_HOST)).toEqual(
      sorted(SETTING_NAMES),
    );
  });

  test('the app starts with what the deployment sets', () => {
    // Mail goes one way.
    const names = namesOf(productSettings).filter((name) => name !== 'SMTP_URL');
    const environment = Object.fromEntries(names.map((name) => [name, plausible(name)]));
    expect(() => readSettings(environment)).not.toThrow();
    const vendor = Object.fromEntries(names.map((name) => [name, plausible(name, 'openid')]));
    expect(() => readSettings(vendor)).not.toThrow();
    const bare = { ...environment, MAIL_APP_CLIENT_ID: '', MAIL_APP_MANAGED_IDENTITY: '', EGRESS_IPS: '' };
    Object.assign(bare, { COMMUNICATION_ENDPOINT: '', NOTICE_FROM: '', NOTICE_PACE: '' });
    expect(() => readSettings(bare)).not.toThrow();
  });

  /** A value of the kind that the template puts in. */
  function plausible(name: string, portal: 'entra' | 'openid' = 'entra'): string {
    if (name === 'PORTAL_SIGN_IN') return portal;
    const isOfVendor = /^PORTAL_(OIDC|CLAIM|ADMINISTRATOR_ROLE|ENTITLED)/.test(name);
    const isOfCompany = /^(PORTAL_(TENANT|APP|ADMINISTRATORS)|ORGANIZATION_NAME)/.test(name);
    if (portal === 'entra' ? isOfVendor : isOfCompany) return '';
    if (name === 'PORTAL_ADMINISTRATORS') return '22222222-2222-4222-8222-222222222222';
    if (/_CLIENT_ID$|_MANAGED_IDENTITY$|_TENANT_ID$/.test(name)) return '11111111-1111-4111-8111-111111111111';
    if (/_URL$|_ISSUER$|_ENDPOINT$|Uri$/.test(name)) return 'https://example.com/';
    if (name === 'DATABASE_RESTORED_AT') return '2026-04-10T12:00:00.000Z';
    if (name === 'NOTICE_FROM') return 'notices@example.com';
    if (name === 'NOTICE_PACE') return '5/10';
    if (name === 'SECURITY_CONTACT') return 'mailto:security@example.com';
    return name === 'PORTAL_SESSION_KEY' ? Buffer.alloc(32).toString('base64') : 'text';
  }

  test('the platform is told of the identity by each of its names, and of the host what the sample tells it', () => {
    expect(namesOf(platformSettings)).toEqual([
      'AzureWebJobsStorage__accountName',
      'AzureWebJobsStorage__credential',
      'AzureWebJobsStorage__clientId',
      'AzureWebJobsDisableHomepage',
      'SYNC_QUEUE__credential',
      'SYNC_QUEUE__clientId',
      'AZURE_CLIENT_ID',
      'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT',
      ...ALSO_OF_THE_HOST,
      'APPLICATION_INSIGHTS_NO_STATSBEAT',
    ]);
    expect(property(platformSettings, 'AzureWebJobsDisableHomepage')).toMatchObject({
      value: sample.Values['AzureWebJobsDisableHomepage'],
    });
    // Flex Consumption refuses FUNCTIONS_WORKER_RUNTIME; it is told by the runtime of the app.
    const runtime = property(
      functionApp.declares.resources.find(({ name }) => name === 'app')?.value,
      ...['properties', 'functionAppConfig', 'runtime', 'name'],
    );
    expect(runtime).toMatchObject({ value: sample.Values['FUNCTIONS_WORKER_RUNTIME'] });
  });

  test('the host, here and in the cloud, refuses what is larger than the largest form, and takes that whole', () => {
    const [, kibibytes] =
      /MAX_UPLOAD_BYTES = (\d+) \* 1024;/.exec(readFileSync('shared/portal/http/form.ts', 'utf8')) ?? [];
    const limit = property(platformSettings, 'FUNCTIONS_REQUEST_BODY_SIZE_LIMIT');
    const bytes = limit?.kind === 'literal' ? Number(limit.value) : 0;
    const upload = Number(kibibytes) * 1024;
    expect(bytes).toBeGreaterThan(upload + 64 * 1024);
    expect(bytes).toBeLessThan(3 * upload);
    const [, local] =
      /FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '(\d+)'/.exec(readFileSync('local/app-settings.ts', 'utf8')) ?? [];
    expect(Number(local)).toBe(bytes);
  });

  test('functions and host.json name no setting that the deployment does not set', () => {
    const sources = readdirSync('functions').map((file) => readFileSync(`functions/${file}`, 'utf8'));
    const connections = sources.flatMap((source) =>
      [...source.matchAll(/connection: '(\w+)'/g)].map(([, name]) => name),
    );
    expect(new Set(connections)).toEqual(new Set(['SYNC_QUEUE']));
    expect(namesOf(productSettings)).toContain('SYNC_QUEUE__queueServiceUri');
    expect([...sources, readFileSync('host.json', 'utf8')].join('\n')).not.toMatch(/%\w+%/);
  });

  test('the settings that hold a secret point to where the script puts it', () => {
    expect(property(productSettings, 'PORTAL_SESSION_KEY')?.node.text).toContain(`secrets/${SESSION_KEY})`);
    expect(property(productSettings, 'PORTAL_OIDC_CLIENT_SECRET')?.node.text).toContain(`secrets/${CLIENT_SECRET})`);
    expect(property(productSettings, 'SMTP_URL')?.node.text).toContain('secrets/smtp-url)');
  });

  test('the deployment makes every queue, and the poison queue of each', () => {
    const queues = [SYNC_QUEUE, BULK_SYNC_QUEUE, CLEAN_UP_QUEUE, NOTIFICATION_QUEUE];
    expect(texts(variable('infra/modules/storage.bicep', 'queueNames'))).toEqual(
      queues.flatMap((queue) => [queue, `${queue}-poison`]),
    );
  });

  test('the deployment makes the database and its containers as the app knows them', () => {
    expect(variable('infra/modules/cosmos.bicep', 'databaseName')).toMatchObject({ value: DATABASE });
    expect(containers().map(({ name, partitionKey, expires }) => ({ name, partitionKey, expires }))).toEqual(
      Object.entries(CONTAINERS).map(([name, container]) => ({
        name,
        partitionKey: container.partitionKey,
        expires: 'expires' in container,
      })),
    );
  });

  /** The queries of each container, by the files that ask them. */
  const QUERIES: Readonly<Record<string, readonly string[]>> = {
    organizations: [],
    links: ['cosmos-invitations', 'cosmos-links', 'cosmos-supplied-keys', 'cosmos-users'],
    sessions: ['cosmos-organization-data', 'cosmos-sessions'],
    attempts: ['cosmos-organization-data'],
    activity: ['cosmos-activity'],
  };

  test('what a query looks at is indexed, and nothing else', () => {
    const sourceOf = (file: string) => readFileSync(`shared/storage/${file}.ts`, 'utf8');
    const queried = (container: string, file: string) => {
      // What stands before FROM is only returned; every item is found by its id without an index.
      const conditions = sourceOf(file)
        .split('\n')
        .filter((line) => /FROM c|WHERE|\bc\.[\w.]+ [<=>]|CONTAINS|IS_DEFINED/.test(line))
        // Where one file asks several containers, each query names its own.
        .filter((line) => file !== 'cosmos-organization-data' || line.includes(`'${container}'`))
        .map((line) => line.replace(/^.*FROM c/, ''));
      return conditions.flatMap((text) =>
        [...text.matchAll(/\bc\.([\w.]+(?:\[\d\])?)/g)].map(([, field = '']) => field),
      );
    };
    const paths = ([container, files]: [string, readonly string[]]) => {
      const fields = new Set(files.flatMap((file) => queried(container, file)).filter((field) => field !== 'id'));
      return [
        container,
        [...fields].sort().map((field) => `/${field.replaceAll('.', '/').replace(/\[\d\]$/, '/[]')}/?`),
      ];
    };
    const indexed = Object.fromEntries(containers().map(({ name, indexed: included }) => [name, included]));
    expect(indexed).toEqual(Object.fromEntries(Object.entries(QUERIES).map(paths)));
    const asking = new Set(Object.values(QUERIES).flat());
    const others = readdirSync('shared/storage').filter((file) => !asking.has(file.replace('.ts', '')));
    for (const file of others) expect(sourceOf(file.replace('.ts', ''))).not.toContain('SELECT');
  });

  test('what waits for the longest function waits as long as the platform lets one run', () => {
    const host = JSON.parse(readFileSync('host.json', 'utf8')) as { functionTimeout: string };
    const longest = new Date(FUNCTION_TIMEOUT).toISOString().slice(11, 19);
    expect(host.functionTimeout).toBe(longest);
  });

  interface ContainerOfTemplate {
    readonly name: unknown;
    readonly partitionKey: readonly string[];
    readonly expires: unknown;
    readonly indexed: readonly string[];
  }

  function containers(): ContainerOfTemplate[] {
    const list = variable('infra/modules/cosmos.bicep', 'containers');
    const literal = (value: BicepValue | undefined) => (value?.kind === 'literal' ? value.value : undefined);
    return (list?.kind === 'array' ? list.items : []).map((item) => ({
      name: literal(property(item, 'name')),
      partitionKey: texts(property(item, 'partitionKey')),
      expires: literal(property(item, 'expires')),
      indexed: texts(property(item, 'indexed')),
    }));
  }
});
