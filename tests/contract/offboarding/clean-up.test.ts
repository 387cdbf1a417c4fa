import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FaultEffect } from '../../../local/emulators/faults.ts';
import { DAY, HOUR } from '../../../shared/clock.ts';
import { instant } from '../../../shared/ids.ts';
import { moveTo } from '../../../shared/links/link-transitions.ts';
import { cleanUp } from '../../../shared/offboarding/clean-up.ts';
import { startSyncedUser } from '../fixtures/synced-user.ts';

let user: Awaited<ReturnType<typeof startSyncedUser>>;
let synced: Awaited<ReturnType<typeof user.startOver>>;
let now: number;
/** What the audit log was told. */
let told: string[];
beforeAll(async () => {
  user = await startSyncedUser(3);
});
afterAll(() => user.close());
beforeEach(async () => {
  synced = await user.startOver();
  now = Date.now();
  told = [];
  const { link, version } = await synced.link();
  if (link.state.name !== 'linked') throw new Error('It is linked.');
  const endedAt = instant(now);
  const unlinking = { ...link.state, name: 'unlinking', deleteFolder: true, by: 'user', endedAt } as const;
  await synced.deps.links.replace(moveTo(link, unlinking), version);
  Object.assign(synced.deps, {
    clock: { now: () => new Date(now) },
    activity: { ...synced.deps.activity, record: async ({ kind }: { kind: string }) => void told.push(kind) },
  });
  user.tenant.graph.requests.clear();
});

const tidy = () => cleanUp(synced.deps, { scope: 'link', v: 1, ...user.key, generation: 1 });
const state = async () => (await synced.link()).link.state.name;
const unavailable: FaultEffect = { kind: 'refuse', status: 503, headers: {} };
const DELETE_FOLDER = '^DELETE /me/contactFolders';

describe('D1 a folder that its owner wants deleted', () => {
  test('is tried for a day, renamed only once, and then stays with its owner', async () => {
    user.tenant.graph.faults.add({ match: DELETE_FOLDER, times: 1000, effect: unavailable });
    for (let tries = 0; tries < 3; tries += 1) {
      await expect(tidy()).rejects.toThrow('unavailable');
      expect([await state(), told]).toEqual(['unlinking', []]);
      now += 6 * HOUR;
    }
    expect(user.tenant.graph.requests.summary().byOperation['PATCH /me/contactFolders/:folderId']).toBe(1);
    now += DAY - 18 * HOUR;
    await tidy();
    expect([await state(), told]).toEqual(['not-linked', ['folder-kept']]);
  });

  test('is said to be kept once, also when the rest has to be tried again', async () => {
    user.tenant.graph.faults.add({ match: DELETE_FOLDER, times: 1000, effect: unavailable });
    user.vault.faults.add({ match: '^DELETE /secrets/', times: 1, effect: { ...unavailable, status: 400 } });
    now += DAY;
    await expect(tidy()).rejects.toThrow();
    expect(told).toEqual([]);
    await tidy();
    expect([await state(), told]).toEqual(['not-linked', ['folder-kept']]);
  });
});
