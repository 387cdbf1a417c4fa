import { describe, expect, test } from '@jest/globals';
import {
  addCard,
  behave,
  inEntra,
  inOutlook,
  plan,
  revokeKey,
  setCondition,
  setWeather,
  setWriteLatency,
  suppressMail,
} from './fixtures/acts.ts';
import { get } from './fixtures/http.ts';
import { accountOf, MIHON } from './fixtures/people.ts';
import { type RunningStack, startRunningStack } from './fixtures/running-stack.ts';
import { disconnect, linkedUsers, signIn, unlink } from './fixtures/walks.ts';

const DAY = 86_400_000;

const emulatorsOf = ({ cosmos, keyVault, entra, graph, sansan, notices, communicationServices }: RunningStack) =>
  Object.entries({ cosmos, keyVault, entra, graph, sansan, notices, communicationServices });

/** What a test could find out about a stack before it does anything. What Cosmos DB makes anew, and times, are left out. */
async function foundIn(stack: RunningStack) {
  const times: number[] = [];
  const lasting = (key: string, value: unknown) => {
    if (key.startsWith('_')) return undefined;
    if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(value)) return value;
    times.push(Date.parse(value));
    return 'a time';
  };
  const found: Record<string, unknown> = {};
  for (const [name, origin] of emulatorsOf(stack)) {
    const state = JSON.stringify(await get(`${origin}/_emulator/state`), lasting);
    found[name] = [JSON.parse(state), await get(`${origin}/_emulator/faults`)];
  }
  const response = await fetch(stack.app);
  const isPresent = times.every((time) => time <= Date.now());
  return { ...found, home: [response.status, await response.text()], isPresent };
}

/** How one person's first day goes, in the requests that it takes. */
async function firstDay(stack: RunningStack) {
  await linkedUsers(stack, 'misaki');
  await stack.pass(DAY);
  const requests: Record<string, unknown> = {};
  for (const name of ['graph', 'sansan', 'entra'] as const) {
    const { byOperation } = (await get(`${stack[name]}/_emulator/requests`)) as { byOperation: Record<string, number> };
    // The emulated Graph keeps Entra's public keys, as the real one would.
    const ofTheApp = ([operation]: [string, number]) => !/_emulator|discovery.*keys/.test(operation);
    requests[name] = Object.fromEntries(Object.entries(byOperation).filter(ofTheApp));
  }
  return requests;
}

/** Leaves something behind wherever a test can. */
async function wreak(stack: RunningStack): Promise<void> {
  await stack.reset();
  const { users } = await linkedUsers(stack, 'misaki', 'hanako', 'ken');
  await unlink(stack, users.ken, 'delete');
  await addCard(stack, 'misaki', { lastName: '残' });
  await inOutlook(stack, 'misaki', { kind: 'create-folder', displayName: '残' });
  await inEntra(stack, { kind: 'revoke-sessions', ...accountOf('misaki') });
  await revokeKey(stack, 'hanako');
  await setCondition(stack, 'hanako', 'gone');
  await stack.pass(30 * DAY);
  await disconnect(stack, await signIn(stack, 'hanako'));
  await setWriteLatency(stack, 5000);
  await behave(stack, { deletionTakes: 1000, purge: 'forbidden', namesPurgeDate: false });
  await inEntra(stack, { kind: 'set-tenant-fault', tenantId: MIHON, fault: 'no-wids', on: true });
  await suppressMail(stack, 'misaki');
  await setWeather(stack, { endsAfter: 0, batchStatus: 424 });
  await stack.setQueueWeather('receipt lost');
  for (const [, origin] of emulatorsOf(stack)) {
    await plan(origin, { match: '.', times: 1000, effect: { kind: 'refuse', status: 503, headers: {} } });
  }
  await stack.end();
}

describe('LOCAL the stack of the tests', () => {
  test('a stack that was used and given back is as a new one', async () => {
    const fresh = await startRunningStack();
    const before = await foundIn(fresh);
    const first = await firstDay(fresh);
    await wreak(fresh);
    await fresh.stop();
    const renewed = await startRunningStack();
    try {
      expect(renewed.app).toBe(fresh.app);
      expect(await foundIn(renewed)).toEqual(before);
      expect(await firstDay(renewed)).toEqual(first);
    } finally {
      await renewed.stop();
    }
  });
});
