import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { SETTINGS_SCREEN, signIn } from '../fixtures/walks.ts';

const PAGE = '/organization/microsoft-365/deployment';

let stack: RunningStack;
let administrator: PlainBrowser;

describe('E6 in a deployment of several organizations', () => {
  beforeAll(async () => {
    stack = await startRunningStack();
    administrator = await signIn(stack, 'hanako');
  });
  afterAll(() => stack.stop());

  test('no administrator is shown the deployment, which is the operator’s', async () => {
    const response = await administrator.raw(stack.app + PAGE);
    expect(response.status).toBe(404);
    expect(await (await administrator.raw(`${stack.app}/readyz`)).json()).toEqual({ status: 'ready' });
    await administrator.open(stack.app + SETTINGS_SCREEN);
    expect(administrator.here().html).not.toContain(PAGE);
  });
});
