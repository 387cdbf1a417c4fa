import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rebuild } from '../../../shared/sync/request-run.ts';
import { hanako } from '../../emulators/fixtures/graph-tenant.ts';
import { startSyncedUser } from '../fixtures/synced-user.ts';

let user: Awaited<ReturnType<typeof startSyncedUser>>;
beforeAll(async () => {
  user = await startSyncedUser(3);
});
afterAll(() => user.close());

describe('C1 what a person does in Outlook', () => {
  test('changes no card: the card system is asked, and never told anything', async () => {
    const { run, deps } = await user.startOver();
    await run();
    const cards = structuredClone(user.cards());
    const [edited, deleted] = user.tenant.seen();
    if (edited === undefined || deleted === undefined) throw new Error('There are contacts.');
    const properties = { displayName: 'edited by hand' };
    user.tenant.graph.act(hanako, { kind: 'edit-contact', contactId: edited.id, properties });
    user.tenant.graph.act(hanako, { kind: 'delete-contact', contactId: deleted.id });
    await rebuild(deps, user.key);
    expect(await run()).toBe('finished');
    expect(user.cards()).toEqual(cards);
    const asked = Object.keys(user.sansan.requests.summary().byOperation);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((operation) => !operation.startsWith('GET '))).toEqual([]);
  });
});
