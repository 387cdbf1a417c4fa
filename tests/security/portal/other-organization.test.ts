import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { apiKeyOf, ownerIdOf } from '../../../local/sample-data/world.ts';
import { WORDS } from '../../../shared/i18n/words.ts';
import { MIHON, person } from '../../flows/fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../../flows/fixtures/running-stack.ts';
import { activitiesOf, kept, linkOf, mailboxOf, organizationOf } from '../../flows/fixtures/views.ts';
import {
  connect,
  csrfOf,
  linkedUsers,
  ORGANIZATION_SCREEN,
  SETTINGS_SCREEN,
  signIn,
  submit,
} from '../../flows/fixtures/walks.ts';
import { declaredRoutes } from '../fixtures/routes.ts';

const ROUTES = declaredRoutes().filter(({ access, name }) => access !== 'public' && name !== 'sign-out');
const named = (wanted: 'GET' | 'POST') =>
  ROUTES.filter(({ method }) => method === wanted).map(({ name, path }) => [name, path] as const);

/** Whatever a request could name of somebody else's, by every name that it could go by. */
async function namesOfOthers(): Promise<Record<string, string>> {
  const { address, name } = person('ken');
  const userId = (await linkOf(stack, 'ken'))?.userId ?? '';
  return {
    organizationId: 'mihon',
    organization: 'mihon',
    userId,
    user: userId,
    id: userId,
    sub: userId,
    email: address,
    to: address,
    text: address,
    name,
    actor: name,
    tenantId: MIHON,
    apiKey: apiKeyOf('ken'),
    ownerId: ownerIdOf('ken'),
    generation: '1',
    pause: 'on',
    decision: 'apply',
    removals: '1',
    folder: 'delete',
    notices: 'off',
    written: 'title',
    cardUrl: 'https://other.example/{id}',
    webhook: '',
    view: 'mihon',
  };
}

let stack: RunningStack;
let jiro: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
  await linkedUsers(stack, 'ken');
  jiro = await connect(stack, { administrator: 'jiro', consenter: 'global-admin' });
});
afterAll(() => stack.stop());

/** All that there is of the other organization. */
async function theirs() {
  return {
    organization: await organizationOf(stack, 'mihon'),
    link: await linkOf(stack, 'ken'),
    mailbox: await mailboxOf(stack, 'ken'),
    activities: await activitiesOf(stack, 'mihon'),
  };
}

describe("SECURITY refuses an administrator who names another organization's people", () => {
  test.each(named('GET'))('sees nothing of theirs by %s', async (_, path) => {
    const query = new URLSearchParams(await namesOfOthers());
    const response = await jiro.raw(`${stack.app}${path}?${query}`);
    expect(response.status).toBeLessThan(500);
    const seen = await response.text();
    for (const secret of ['見本商事株式会社', person('ken').address, person('hanako').name]) {
      expect(seen).not.toContain(secret);
    }
  });

  test.each(named('POST'))('changes nothing of theirs by %s', async (_, path) => {
    const before = await theirs();
    const names = await namesOfOthers();
    await jiro.open(stack.app + ORGANIZATION_SCREEN);
    const response = await submit(stack, jiro, `${path}?${new URLSearchParams(names)}`, names);
    expect(response.status).toBeLessThan(500);
    await stack.idle();
    expect(await theirs()).toEqual(before);
  });
});

describe('SECURITY, E8 the token of a form', () => {
  const cardUrl = 'https://forged.example/{id}';
  const sendWithTokenOf = async (id: string) => {
    const [one, other] = [await signIn(stack, 'jiro'), await signIn(stack, id)];
    for (const browser of [one, other]) await browser.open(stack.app + SETTINGS_SCREEN);
    const form = { cardUrl, csrf: csrfOf(other) };
    return { one, response: await submit(stack, one, `${SETTINGS_SCREEN}/card-url`, form) };
  };

  test('is good for one session only: another one of the same person gets the form back, and nothing is taken', async () => {
    const before = await kept(stack);
    const { one, response } = await sendWithTokenOf('jiro');
    expect([response.status, response.headers.get('location')]).toEqual([303, SETTINGS_SCREEN]);
    expect((await one.open(stack.app + SETTINGS_SCREEN)).text).toContain(WORDS.ja.errors.unsent);
    expect(await kept(stack)).toEqual(before);
  });

  test('is good for nobody else', async () => {
    const before = await kept(stack);
    expect((await sendWithTokenOf('hanako')).response.status).toBe(403);
    expect(await kept(stack)).toEqual(before);
  });
});
