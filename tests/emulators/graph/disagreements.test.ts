import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { GraphMetadata } from '../../../local/emulators/graph/published-metadata.ts';
import { memoryStore } from '../../../local/emulators/store.ts';
import { startTenant } from '../fixtures/graph-tenant.ts';

const text = { type: 'Edm.String', nullable: true, maxLength: null };
/** A Graph that has folders with a name, which can be listed. */
const metadata: GraphMetadata = {
  types: { contactFolder: { properties: { id: text, displayName: text, parentFolderId: text }, navigation: {} } },
  methods: { 'me/contactFolders': { GET: 200 }, $batch: { POST: 200 } },
  readOnly: {},
  limits: {
    'batch.requests.max': { value: 20 },
    'contacts.$top.max': { value: 1000 },
    'contact.businessPhones.max': { value: 2 },
    'contact.emailAddresses.max': { value: 3 },
  },
};
const LISTING = '/me/contactFolders?$select=displayName';
const NEW = { method: 'POST', url: '/me/contactFolders', body: { displayName: 'Sansan' } };
const NO_SUCH_METHOD = 'POST me/contactFolders: no such path or method';

let tenant: Awaited<ReturnType<typeof startTenant>>;
beforeAll(async () => {
  tenant = await startTenant(memoryStore(), metadata);
});
beforeEach(() => tenant.graph.reset());
afterAll(() => tenant.graph.close());

const inBatch = (request: object) =>
  tenant.post('/$batch', { requests: [{ id: '1', headers: { 'content-type': 'application/json' }, ...request }] });

describe('LOCAL the emulated Graph beside the published metadata', () => {
  test.each<[string, () => Promise<unknown>, readonly string[]]>([
    ['agrees on a listing', () => tenant.call(LISTING), []],
    ['agrees on one in a batch', () => inBatch({ method: 'GET', url: LISTING }), []],
    ['agrees on its own refusals', () => tenant.call(LISTING, { token: 'none' }), []],
    ['agrees on its refusal of a batch', () => tenant.post('/$batch', {}), []],
    ['tells a request that is not there', () => tenant.post(NEW.url, NEW.body), [NO_SUCH_METHOD]],
    ['tells one in a batch', () => inBatch(NEW), [NO_SUCH_METHOD]],
  ])('%s', async (_, ask, disagreements) => {
    await ask();
    expect(tenant.graph.disagreements()).toEqual(disagreements);
    tenant.graph.reset();
    expect(tenant.graph.disagreements()).toEqual([]);
  });

  test('does not answer for a refusal that a test has asked for', async () => {
    const effect = { kind: 'refuse', status: 502, headers: {} } as const;
    tenant.graph.faults.add({ match: 'contactFolders', skip: 0, times: 2, effect });
    await fetch(`${tenant.graph.origin}/v1.0${LISTING}`);
    await inBatch({ method: 'GET', url: LISTING });
    expect(tenant.graph.disagreements()).toEqual([]);
  });

  test('tells over http, also while everything else is refused', async () => {
    await tenant.post(NEW.url, NEW.body);
    tenant.graph.faults.add({ match: '.', skip: 0, times: 9, effect: { kind: 'refuse', status: 503, headers: {} } });
    const answer = await fetch(`${tenant.graph.origin}/_emulator/disagreements`);
    expect(await answer.json()).toEqual([NO_SUCH_METHOD]);
  });
});
