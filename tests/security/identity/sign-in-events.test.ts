import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { plainBrowser } from '../../../local/demo/plain-browser.ts';
import { activitySchema } from '../../../shared/audit/activity.ts';
import { MIHON, person } from '../../flows/fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../../flows/fixtures/running-stack.ts';
import { activitiesOf } from '../../flows/fixtures/views.ts';
import { askForConsent, connect, ORGANIZATION_SCREEN, signIn, submit } from '../../flows/fixtures/walks.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await startRunningStack();
});
beforeEach(() => stack.reset());
afterAll(() => stack.stop());

describe('SECURITY, E2 what a sign-in leaves in the log', () => {
  let read = 0;
  beforeEach(() => {
    read = stack.output().length;
  });

  function events(name: string): readonly Readonly<Record<string, unknown>>[] {
    const lines = stack.output().slice(read).split('\n');
    return lines.flatMap((line) => (line.startsWith(`{"event":"${name}"`) ? [JSON.parse(line)] : []));
  }
  const eventually = async (name: string) => {
    while (events(name).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    return events(name);
  };

  test.each([
    ['hanako', 'administrator'],
    ['ichiro', 'user'],
  ])('%s signed in as %s', async (id, role) => {
    await signIn(stack, id);
    expect(await eventually('signed-in')).toMatchObject([{ organizationId: 'mihon', role }]);
  });

  test('somebody signed out', async () => {
    const hanako = await signIn(stack, 'hanako');
    await hanako.open(stack.app + ORGANIZATION_SCREEN);
    await submit(stack, hanako, '/sign-out');
    expect(await eventually('signed-out')).toMatchObject([{ organizationId: 'mihon' }]);
  });

  test('somebody ended the sessions in other browsers', async () => {
    await signIn(stack, 'hanako');
    await signIn(stack, 'hanako');
    const hanako = await signIn(stack, 'hanako');
    await hanako.open(`${stack.app}/sessions`);
    await submit(stack, hanako, '/sessions', { which: 'others' });
    expect(await eventually('sessions-ended')).toMatchObject([{ organizationId: 'mihon', sessions: 2 }]);
  });

  test.each([
    ['sign-in', '/sign-in/callback'],
    ['consent', '/consent/callback'],
    ['consent', '/consent/proof'],
    ['link', '/settings/microsoft-365/linked'],
  ])('a forged callback of a %s at %s was refused', async (callback, path) => {
    await plainBrowser().raw(`${stack.app}${path}?state=made-up&code=made-up&admin_consent=True`);
    expect(await eventually('callback-refused')).toMatchObject([{ callback, code: expect.any(String) }]);
  });

  test('nothing was refused where all went well', async () => {
    await connect(stack);
    await stack.idle();
    expect(events('callback-refused')).toEqual([]);
    expect(events('signed-in')).toHaveLength(1);
  });
});

describe('SECURITY, E1 what a sign-in leaves in the audit log', () => {
  const lines = async () =>
    (await activitiesOf(stack, 'mihon')).flatMap((line) => {
      const { kind, actor, detail } = activitySchema.parse(line);
      return ['signed-in', 'signed-out', 'sessions-ended', 'answer-refused'].includes(kind)
        ? [[kind, actor, detail]]
        : [];
    });
  const { name } = person('hanako');

  test('is that an administrator came and went, and of nobody else', async () => {
    await signIn(stack, 'ichiro');
    const hanako = await signIn(stack, 'hanako');
    await hanako.open(stack.app + ORGANIZATION_SCREEN);
    await submit(stack, hanako, '/sign-out');
    expect(await lines()).toEqual([
      ['signed-in', name, null],
      ['signed-out', name, null],
    ]);
  });

  test('is that somebody ended sign-ins in other browsers', async () => {
    await signIn(stack, 'ichiro');
    const ichiro = await signIn(stack, 'ichiro');
    await ichiro.open(`${stack.app}/sessions`);
    await submit(stack, ichiro, '/sessions', { which: 'others' });
    expect(await lines()).toEqual([['sessions-ended', person('ichiro').name, '1']]);
  });

  test.each([
    '/sign-in/callback?state=made-up&code=made-up',
    '/consent/callback?state=made-up&admin_consent=True',
    '/consent/proof?state=made-up&code=made-up',
    '/settings/microsoft-365/linked?state=made-up&code=made-up',
  ])('is that somebody who was signed in brought a forged answer: %s', async (path) => {
    const ichiro = await signIn(stack, 'ichiro');
    await ichiro.open(stack.app + path);
    expect(await lines()).toEqual([['answer-refused', person('ichiro').name, 'unknown']]);
  });

  test('is that the answer of a consent came in another browser, and no more often than twenty times', async () => {
    const hanako = await signIn(stack, 'hanako', { haltAt: ['/consent/callback'] });
    await askForConsent(stack, hanako, MIHON);
    await hanako.press(person('global-admin').name);
    const { url } = await hanako.press('承諾');
    const somebody = plainBrowser();
    // A browser that began something else.
    await somebody.raw(`${stack.app}/sign-in`);
    for (let n = 0; n < 45; n += 1) await somebody.raw(url);
    const refused = (await lines()).filter(([kind]) => kind === 'answer-refused');
    // A window may end meanwhile, and the next one begin.
    expect(refused.length === 20 || (refused.length > 20 && refused.length <= 40)).toBe(true);
    expect(refused[0]).toEqual(['answer-refused', null, 'other-browser']);
  });
});
