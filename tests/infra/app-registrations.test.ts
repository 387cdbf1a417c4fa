import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { checkValue } from './arm/check-value.ts';
import { noSchemas, type Schema } from './arm/schemas.ts';
import { declarationsOf } from './bicep/declarations.ts';
import { inLines } from './bicep/problem.ts';
import { parseBicep } from './bicep/syntax.ts';
import { property, texts } from './bicep/value.ts';
import { templateOf } from './templates.ts';

const template = templateOf('infra/modules/app-registrations.bicep');
const types = readFileSync('node_modules/@microsoft/microsoft-graph-types/microsoft-graph.d.ts', 'utf8').replaceAll(
  '\r',
  '',
);
const services = readFileSync('functions/services.ts', 'utf8');

/** The properties of an interface of Microsoft Graph's own types. */
function propertiesOf(name: string): string[] {
  const [, body = ''] = new RegExp(`^export interface ${name} .*\\{\\n([\\s\\S]*?)\\n\\}`, 'm').exec(types) ?? [];
  return [...body.matchAll(/^ {4}(\w+)\??:/gm)].map(([, property]) => property ?? '');
}

const TEXT: Schema = { type: 'string' };
const FLAG: Schema = { type: 'boolean' };

function object(name: string, used: Readonly<Record<string, Schema>>, required: readonly string[]): Schema {
  const known = propertiesOf(name);
  for (const property of Object.keys(used)) expect(known).toContain(property);
  return { type: 'object', required, properties: used };
}

const listOf = (items: Schema): Schema => ({ type: 'array', items });

/** Microsoft Graph publishes no JSON schemas, so what the templates use is written down, by the names of its own types. */
function schemaOf(type: string): Schema | undefined {
  switch (type) {
    case 'Microsoft.Graph/applications@v1.0':
      return object(
        'Application',
        {
          uniqueName: TEXT,
          displayName: TEXT,
          signInAudience: {
            type: 'string',
            enum: [
              'AzureADMyOrg',
              'AzureADMultipleOrgs',
              'AzureADandPersonalMicrosoftAccount',
              'PersonalMicrosoftAccount',
            ],
          },
          groupMembershipClaims: {
            type: 'string',
            enum: ['None', 'SecurityGroup', 'ApplicationGroup', 'DirectoryRole', 'All'],
          },
          web: object(
            'WebApplication',
            {
              redirectUris: listOf(TEXT),
              implicitGrantSettings: object(
                'ImplicitGrantSettings',
                { enableAccessTokenIssuance: FLAG, enableIdTokenIssuance: FLAG },
                [],
              ),
            },
            ['redirectUris'],
          ),
          requiredResourceAccess: listOf(
            object(
              'RequiredResourceAccess',
              {
                resourceAppId: TEXT,
                resourceAccess: listOf(
                  object('ResourceAccess', { id: TEXT, type: { type: 'string', enum: ['Scope', 'Role'] } }, [
                    'id',
                    'type',
                  ]),
                ),
              },
              ['resourceAppId', 'resourceAccess'],
            ),
          ),
        },
        ['uniqueName', 'displayName'],
      );
    case 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0':
      return object(
        'FederatedIdentityCredential',
        { name: TEXT, issuer: TEXT, subject: TEXT, audiences: listOf(TEXT) },
        ['name', 'issuer', 'subject', 'audiences'],
      );
    case 'Microsoft.Graph/servicePrincipals@v1.0':
      return object('ServicePrincipal', { appId: TEXT }, ['appId']);
    default:
      return undefined;
  }
}

function problemsIn(text: string): string[] {
  return inLines(
    declarationsOf(parseBicep('x.bicep', text)).resources.flatMap(({ of, value }) => {
      const schema = schemaOf(of);
      if (schema === undefined) throw new Error(`${of} is not known.`);
      return checkValue({ schemas: noSchemas, file: 'x.bicep' }, value, schema);
    }),
  );
}

test('the registrations say nothing that Microsoft Graph does not know', () => {
  expect(problemsIn(template.text)).toEqual([]);
});

test.each([
  ['signInAudience', 'singInAudience', /singInAudience is not known/],
  ["'AzureADMultipleOrgs'", "'AzureADMultipleOrg'", /AzureADMultipleOrg is none of/],
  ['enableIdTokenIssuance: false', "enableIdTokenIssuance: 'no'", /is string where boolean is expected/],
  ['  subject: trust.subject\n', '', /misses subject/],
])('a registration with %s written %j is found', (right, wrong, problem) => {
  expect(problemsIn(template.text.replace(right, wrong))).toEqual([expect.stringMatching(problem)]);
});

test('the registrations ask for the permissions that the app asks for at a sign-in', () => {
  const asked = [...services.matchAll(/permission: '([\w.]+)'/g)].map(([, permission]) => permission);
  const listed = ['contactsPermissions', 'mailPermissions'].map(
    (name) => /concat\(signIn, \['([\w.]+)'\]\)/.exec(variable(name)?.node.text ?? '')?.[1],
  );
  expect(listed).toEqual(asked);
  expect(texts(variable('signIn')?.value)).toEqual(['openid', 'profile', 'offline_access']);
});

test('the registrations send people back to where the app waits for them', () => {
  const [, list = ''] = /CALLBACKS = \{([^}]*)\}/.exec(services) ?? [];
  const path = Object.fromEntries([...list.matchAll(/(\w+): '([^']+)'/g)].map(([, name, to]) => [name, to]));
  const redirects = (name: string) => {
    const uris = property(template.declares.resources.find((one) => one.name === name)?.value, 'web', 'redirectUris');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Bicep
    return uris?.kind === 'array' ? uris.items.map(({ node }) => node.text.replace('${portalBaseUrl}', '')) : [];
  };
  expect(redirects('contacts')).toEqual([path['consent'], path['proof'], path['link']].map((one) => `'${one}'`));
  expect(redirects('mail')).toEqual([path['consent'], path['proof']].map((one) => `'${one}'`));
});

test('a managed identity is trusted, and no secret', () => {
  expect(variable('trust')?.node.text).toContain("audiences: ['api://AzureADTokenExchange']");
  expect(template.text).not.toMatch(/passwordCredentials|keyCredentials/);
});

function variable(name: string) {
  return template.declares.variables.find((one) => one.name === name);
}
