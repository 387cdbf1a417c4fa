import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type ConsentStatusDependencies, watchConsent } from '../../../shared/consent/consent-status.ts';
import { TokenFailure } from '../../../shared/identity/mailbox-sign-in.ts';
import type { TokenProvider } from '../../../shared/identity/token-provider.ts';
import { instant, secretNameSchema } from '../../../shared/ids.ts';
import { newOrganization } from '../../../shared/organizations/organization.ts';
import type { OrganizationStore } from '../../../shared/organizations/organization-store.ts';
import { cosmosActivity } from '../../../shared/storage/cosmos-activity.ts';
import { cosmosOrganizations } from '../../../shared/storage/cosmos-organizations.ts';
import { linkKey, NOON, STATES } from '../../unit/fixtures/links.ts';
import { startDatabase } from '../fixtures/database.ts';

const { organizationId } = linkKey();
const { tenantId } = STATES.linked.mailbox;
const watched = { organizationId, generation: 1 };
const MANY = 100;

let database: Awaited<ReturnType<typeof startDatabase>>;
let organizations: OrganizationStore;
let deps: ConsentStatusDependencies;
let log: ReturnType<typeof cosmosActivity>;
let writes: number;

beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  const open = await database.empty();
  const store = cosmosOrganizations(open);
  log = cosmosActivity(open);
  writes = 0;
  organizations = {
    read: store.read,
    change: async (id, change) => {
      const changed = await store.change(id, change);
      if (changed !== undefined) writes += 1;
      return changed;
    },
  };
  deps = {
    clock: { now: () => NOON },
    organizations,
    activity: log,
    log: { record: () => undefined },
  };
  await store.change(organizationId, () => ({
    ...newOrganization(organizationId, '見本商事', true),
    contacts: { state: 'connected', generation: 1, tenantId, since: instant(NOON), provenBy: 'admin' },
  }));
});

const lines = () => log.before({ organizationId }, instant(NOON.getTime() + 1), MANY);
const contacts = async () => (await organizations.read(organizationId))?.organization.contacts;

/** Many links of one organization ask for a token at once. */
async function ask(answer: () => Promise<string>, under = watched): Promise<void> {
  const tokens: TokenProvider = { accessToken: answer };
  const asking = Array.from({ length: MANY }, () =>
    watchConsent(deps, tokens, under).accessToken(secretNameSchema.parse('tokens-1'), tenantId),
  );
  await Promise.allSettled(asking);
}
const refuse = (aadsts: string) => async () => {
  throw new TokenFailure('tenant', 'invalid_grant', { aadsts });
};
const give = async () => 'a-token';

describe('A3 a missing consent', () => {
  test('of many links that miss the consent at once, one writes it down', async () => {
    await ask(refuse('65001'));
    expect(await contacts()).toMatchObject({
      missing: { proven: true, cause: 'approval-required', since: instant(NOON) },
    });
    await ask(refuse('65001'));
    expect(writes).toBe(1);
    expect(await lines()).toHaveLength(1);
  });

  test('of many links that have it again, one clears it, and the others only read', async () => {
    await ask(refuse('700016'));
    await ask(give);
    await ask(give);
    expect(await contacts()).not.toHaveProperty('missing');
    expect(writes).toBe(2);
  });

  test.each(['50173', '53003', '7000215', '90033'])('AADSTS%s says nothing about the consent', async (aadsts) => {
    await ask(refuse(aadsts));
    expect(await contacts()).not.toHaveProperty('missing');
    expect(writes).toBe(0);
  });

  test('what belongs to a former connection says nothing about this one', async () => {
    await ask(refuse('65001'), { organizationId, generation: 0 });
    expect(writes).toBe(0);
  });

  test('the failure reaches whoever asked for the token', async () => {
    const tokens: TokenProvider = { accessToken: refuse('65001') };
    await expect(
      watchConsent(deps, tokens, watched).accessToken(secretNameSchema.parse('tokens-1'), tenantId),
    ).rejects.toMatchObject({ aadsts: '65001' });
  });
});
