import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { property, texts } from './bicep/value.ts';
import { templateOf } from './templates.ts';

const template = templateOf('infra/modules/app-registrations.bicep');
const services = readFileSync('shared/services.ts', 'utf8');

describe('A3, B1, G1 the app registrations of a deployment', () => {
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
    expect(redirects('portal')).toEqual([path['signIn'], '/'].map((one) => `'${one}'`));
    expect(redirects('mail')).toEqual([path['consent'], path['proof']].map((one) => `'${one}'`));
  });

  test('the registration of the portal gives the claims that the app reads, and the role that it knows', () => {
    const adapter = readFileSync('shared/identity/entra-portal-sign-in.ts', 'utf8');
    const read = [...adapter.matchAll(/^ {2}(\w+): (?:text|z\.)/gm)].map(([, claim]) => claim);
    const always = ['tid', 'oid', 'name', 'preferred_username', 'idp', 'roles'];
    const asked = texts(variable('portalClaims')?.value);
    expect(read.filter((claim) => claim !== undefined && !always.includes(claim)).toSorted()).toEqual(asked.toSorted());
    const [, role] = /ADMINISTRATOR_ROLE = '(\w+)'/.exec(adapter) ?? [];
    expect(template.text).toContain(`value: '${role}'`);
  });

  test('a managed identity is trusted, and no secret', () => {
    expect(variable('trust')?.node.text).toContain("audiences: ['api://AzureADTokenExchange']");
    expect(template.text).not.toMatch(/passwordCredentials|keyCredentials/);
  });

  function variable(name: string) {
    return template.declares.variables.find((one) => one.name === name);
  }
});
