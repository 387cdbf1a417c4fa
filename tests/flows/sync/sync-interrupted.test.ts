import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import type { Fault } from '../../../local/emulators/faults.ts';
import { addCard, editCard, pendingFaults, plan, setCondition, setWriteLatency } from '../fixtures/acts.ts';
import { minutesUntil } from '../fixtures/minutes-until.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { trafficDuring } from '../fixtures/traffic.ts';
import { activitiesIn, cardIdsIn, cardIdsOf, cardOf, contactOf, linkOf } from '../fixtures/views.ts';
import {
  connect,
  link,
  linkedUsers,
  ORGANIZATION_SCREEN,
  submit,
  supplyKeys,
  USER_SCREEN,
  USERS_SCREEN,
} from '../fixtures/walks.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HALF_HOUR = 30 * 60 * SECOND;
const CREATE = 'POST /me/contactFolders/.+/contacts$';
const UPDATE = 'PATCH /me/contactFolders/.+/contacts/';
const BATCH = 'POST /\\$batch$';

let stack: RunningStack;
let administrator: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(async () => {
  await stack.reset();
  administrator = await connect(stack);
  await supplyKeys(stack, administrator, ['misaki']);
});
afterEach(async () => {
  // Every trouble that was planned has come about.
  expect(await Promise.all([stack.graph, stack.cosmos].map(pendingFaults))).toEqual([[], []]);
});
afterAll(() => stack.stop());

const sync = async () => (await linkOf(stack, 'misaki'))?.sync;

/** The folder shows every card, each once. */
async function expectComplete(): Promise<void> {
  expect(await cardIdsIn(stack, 'misaki')).toEqual(await cardIdsOf(stack, 'misaki'));
}

describe('C9 Microsoft asks to wait', () => {
  const later: Fault['effect'] = { kind: 'refuse', status: 429, headers: { 'Retry-After': '120' } };

  test.each([
    ['in some parts of a batch', { match: CREATE, skip: 7, times: 3 }],
    ['for a whole batch', { match: BATCH, skip: 1 }],
    ['before the first batch', { match: 'GET /me/contactFolders/', times: 1 }],
  ])('%s: nothing is asked before that, and the rest follows without a double', async (_, fault) => {
    await plan(stack.graph, { ...fault, effect: later });
    const user = await link(stack, 'misaki');
    await stack.idle();
    expect(await cardIdsIn(stack, 'misaki')).not.toHaveLength(40);
    expect((await user.open(stack.app + USER_SCREEN)).text).toContain('Microsoft へのアクセスが混み合っている');
    await submit(stack, user, `${USER_SCREEN}/sync`);
    expect((await trafficDuring(stack, () => stack.pass(110 * SECOND))).graph).toEqual({});
    await stack.pass(15 * SECOND);
    await expectComplete();
    expect(await sync()).toMatchObject({ lastFailure: null });
  });
});

describe('C9 an answer is lost', () => {
  test.each<[string, Partial<Fault> & Pick<Fault, 'match' | 'effect'>]>([
    ['to some creates', { match: CREATE, skip: 3, times: 5, effect: { kind: 'lose-answer' } }],
    ['to all creates of the first round', { match: CREATE, times: 40, effect: { kind: 'lose-answer' } }],
    ['to a whole batch', { match: BATCH, effect: { kind: 'lose-answer' } }],
    ['before some creates were done', { match: CREATE, skip: 3, times: 5, effect: { kind: 'lose-request' } }],
    ['before a whole batch was done', { match: BATCH, effect: { kind: 'lose-request' } }],
    ['with 502 and nothing done', { match: CREATE, times: 4, effect: { kind: 'refuse', status: 502, headers: {} } }],
  ])('%s: in the end there is one contact per card', async (_, fault) => {
    await plan(stack.graph, fault);
    await link(stack, 'misaki');
    await stack.idle();
    expect((await sync())?.unresolved).not.toBeNull();
    // A mailbox that answers nothing gets one batch in a run, and longer pauses.
    for (const wait of [60 * SECOND, HALF_HOUR, HALF_HOUR, HALF_HOUR]) await stack.pass(wait);
    await expectComplete();
    expect(await sync()).toMatchObject({ unresolved: null, lastFailure: null });
  });

  test('to an update: it is done again', async () => {
    await link(stack, 'misaki');
    await stack.idle();
    const { id } = await cardOf(stack, 'misaki');
    await editCard(stack, id, { title: '代表取締役' });
    await plan(stack.graph, { match: UPDATE, effect: { kind: 'lose-request' } });
    await stack.pass(HALF_HOUR);
    await stack.pass(60 * SECOND);
    expect(await contactOf(stack, 'misaki', id)).toMatchObject({ jobTitle: '代表取締役' });
  });

  test('to a commit in the database: the contacts are found again', async () => {
    await plan(stack.cosmos, {
      match: 'POST /dbs/.+/colls/links/docs$',
      skip: 1,
      times: 3,
      effect: { kind: 'lose-answer' },
    });
    await link(stack, 'misaki');
    await stack.idle();
    for (const wait of [60 * SECOND, HALF_HOUR, HALF_HOUR]) await stack.pass(wait);
    await expectComplete();
  });
});

describe('C9 many messages at once', () => {
  test('are as good as one', async () => {
    await setWriteLatency(stack, 20);
    const user = await link(stack, 'misaki');
    await Promise.all(Array.from({ length: 4 }, () => submit(stack, user, `${USER_SCREEN}/sync`)));
    await stack.idle();
    await stack.pass(HALF_HOUR);
    await expectComplete();
  });
});

describe('C10, E2 what cannot be written', () => {
  test('a card that Outlook refuses is left out and shown with the reason, and the others are written', async () => {
    const body = { error: { code: 'ErrorInvalidProperty', message: 'No.' } };
    await plan(stack.graph, { match: CREATE, effect: { kind: 'refuse', status: 400, headers: {}, body } });
    const user = await link(stack, 'misaki');
    await stack.idle();
    expect(await cardIdsIn(stack, 'misaki')).toHaveLength(39);
    const written = await cardIdsIn(stack, 'misaki');
    const [refused] = (await cardIdsOf(stack, 'misaki')).filter((id) => !written.includes(id));
    const { text } = await user.open(stack.app + USER_SCREEN);
    expect(text).toContain('書き込めなかった名刺');
    expect(text).toContain(
      `Outlook が受け付けない内容が含まれています。Sansan で名刺の内容を修正してください。${refused}`,
    );
    expect(text).toContain('の1枚を除き、名刺は最新の状態です。');
    expect(await user.json(stack.app + USER_SCREEN)).toMatchObject({ live: { well: false } });
    const people = (await administrator.open(stack.app + USERS_SCREEN)).text;
    expect(people).toMatch(
      /連携中 0.*書き込めなかった名刺あり 1.*書き込めなかった名刺あり1枚の名刺が Outlook に書き込めていません/s,
    );
  });

  test('a full mailbox is said so, and filled when there is room again', async () => {
    const user = await link(stack, 'misaki');
    await stack.idle();
    await addCard(stack, 'misaki', { lastName: '新任' });
    await setCondition(stack, 'misaki', 'full');
    await stack.pass(HALF_HOUR);
    expect((await user.open(stack.app + USER_SCREEN)).text).toContain('メールボックスの容量が不足しています');
    await setCondition(stack, 'misaki', 'working');
    await stack.pass(3 * HALF_HOUR);
    await expectComplete();
    expect(await sync()).toMatchObject({ lastFailure: null });
  });

  /** Until the timer has just served somebody, so that it comes by once in the next half hour and not again soon after. */
  async function passToTheMinuteOf(id: string): Promise<void> {
    const served = /.*"event":"slots-served".*?"to":"([^"]+)"/s.exec(stack.output())?.[1] ?? '';
    const { slot } = (await linkOf(stack, id)) ?? {};
    await stack.pass(minutesUntil(Number(slot), new Date(served)) * MINUTE);
  }

  test('a message that fails again and again becomes a state that user and administrator see, until a run succeeds', async () => {
    const user = (await linkedUsers(stack, 'ken')).users.ken;
    await passToTheMinuteOf('ken');
    const effect = { kind: 'refuse', status: 400, headers: {} } as const;
    await plan(stack.cosmos, { match: 'GET /dbs/.+/colls/links/docs/head$', times: 5, effect });
    await stack.pass(HALF_HOUR);
    for (let tries = 1; tries < 5; tries += 1) await stack.pass(31 * SECOND);
    expect(stack.output()).toContain('"event":"message-poisoned"');
    expect(await activitiesIn(stack)).toContain('run-poisoned');
    expect((await linkOf(stack, 'ken'))?.sync.lastFailure?.code).toBe('poisoned');
    for (const screen of [
      await user.open(stack.app + USER_SCREEN),
      await administrator.open(`${stack.app}${ORGANIZATION_SCREEN}/audit`),
    ]) {
      expect(screen.text).toContain('同期を繰り返し試みましたが、完了できませんでした');
    }
    await stack.pass(HALF_HOUR);
    expect((await linkOf(stack, 'ken'))?.sync.lastFailure).toBeNull();
  });
});
