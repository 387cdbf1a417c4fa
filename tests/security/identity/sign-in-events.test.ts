import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { plainBrowser } from '../../../local/demo/plain-browser.ts';
import { type RunningStack, startRunningStack } from '../../flows/fixtures/running-stack.ts';
import { connect, ORGANIZATION_SCREEN, signIn, submit } from '../../flows/fixtures/walks.ts';

describe('SECURITY, E2 what a sign-in leaves in the log', () => {
  let stack: RunningStack;
  let read = 0;
  beforeAll(async () => {
    stack = await startRunningStack();
  });
  beforeEach(async () => {
    await stack.reset();
    read = stack.output().length;
  });
  afterAll(() => stack.stop());

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
