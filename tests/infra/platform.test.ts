import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { type BicepValue, property } from './bicep/value.ts';
import { templateOf, templates } from './templates.ts';

// What no compiler knows: what the platform does to templates that are right by every type.

const resource = (module: string, name: string) =>
  templateOf(`infra/modules/${module}.bicep`).declares.resources.find((one) => one.name === name);
const items = (value: BicepValue | undefined) => (value?.kind === 'array' ? value.items : []);
const literal = (value: BicepValue | undefined) => (value?.kind === 'literal' ? value.value : value?.node.text);

describe('DEPLOY what the platform makes of the templates', () => {
  test('the app can have certificates of its own, which cannot be said later', () => {
    expect(
      property(resource('function-app', 'app')?.value, 'properties', 'siteScopedCertificatesEnabled'),
    ).toMatchObject({
      value: true,
    });
  });

  test('private endpoints are made one after the other', () => {
    expect(templateOf('infra/modules/private-endpoints.bicep').text).toMatch(
      /^@batchSize\(1\)\nresource endpoints 'Microsoft\.Network\/privateEndpoints@/m,
    );
  });

  test('every subnet says what comes in, and whether it may go out by itself', () => {
    const subnets = items(property(resource('network', 'virtualNetwork')?.value, 'properties', 'subnets'));
    const said = subnets.map((subnet) => [
      literal(property(subnet, 'name')),
      literal(property(subnet, 'properties', 'networkSecurityGroup', 'id')),
      literal(property(subnet, 'properties', 'defaultOutboundAccess')),
    ]);
    expect(said).toEqual([
      ['app', 'appRules.id', '!fixedOutboundIp'],
      ['endpoints', 'endpointRules.id', false],
    ]);
  });

  test('every role says what kind of account it is for, so that a new one need not be known everywhere', () => {
    const assignments = templates.flatMap(({ declares }) =>
      declares.resources.filter(({ of }) => of.startsWith('Microsoft.Authorization/roleAssignments@')),
    );
    expect(assignments.length).toBeGreaterThan(4);
    for (const { value } of assignments) expect(property(value, 'properties', 'principalType')).toBeDefined();
  });

  test('the workspace keeps the logs of the services, and none that has a line for each read', () => {
    const kept = templates.flatMap(({ declares }) =>
      declares.resources
        .filter(({ of }) => of.startsWith('Microsoft.Insights/diagnosticSettings@'))
        .map(({ value }) => [
          literal(property(value, 'scope')),
          ...items(property(value, 'properties', 'logs')).map((log) => literal(property(log, 'category'))),
        ]),
    );
    expect(kept).toEqual([
      ['account', 'ControlPlaneRequests'],
      ['app', 'FunctionAppLogs'],
      ['vault', 'AuditEvent'],
      ['queueService', 'StorageWrite', 'StorageDelete'],
    ]);
  });

  test('azd is new enough for what azure.yaml asks of it', () => {
    const azd = readFileSync('azure.yaml', 'utf8');
    expect(azd).toMatch(/^requiredVersions:\n(?: {2}#.*\n)? {2}azd: ">= 1\.23\.5"$/m);
    expect(azd).toContain('remoteBuild: false');
  });
});
