import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { refreshVaultReferences } from '../../infra/scripts/vault-references.ts';

const APP = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/func-x';

/** Resource Manager, which answers as a test says. */
let manager: Server;
let origin: string;
let status = 200;
let asked: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
beforeAll(async () => {
  manager = createServer(({ method, url, headers }, response) => {
    asked.push({ method, url, headers });
    response.writeHead(status).end('{"value":[]}');
  });
  await new Promise<void>((resolve) => manager.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(manager.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => manager.close(resolve)));
beforeEach(() => {
  status = 200;
  asked = [];
});

const scopes: unknown[] = [];
const credential = {
  getToken: async (scope: string | string[]) => {
    scopes.push(scope);
    return { token: 'of-the-deployer', expiresOnTimestamp: 0 };
  },
};

describe("SECURITY the app's references to secrets", () => {
  test('asks Resource Manager to fetch the references of the app, as whoever deploys', async () => {
    await refreshVaultReferences({ appId: APP, credential, origin });
    expect(asked).toMatchObject([
      {
        method: 'POST',
        url: `${APP}/config/configreferences/appsettings/refresh?api-version=2025-03-01`,
        headers: { authorization: 'Bearer of-the-deployer' },
      },
    ]);
    expect(scopes).toEqual(['https://management.azure.com/.default']);
  });

  test('tells when Resource Manager refuses', async () => {
    status = 403;
    await expect(refreshVaultReferences({ appId: APP, credential, origin })).rejects.toThrow(
      'Resource Manager answered 403.',
    );
  });
});
