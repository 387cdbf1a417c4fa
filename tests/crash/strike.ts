import { setTimeout as sleep } from 'node:timers/promises';
import { forgetFaults, pendingFaults, plan } from '../flows/fixtures/acts.ts';
import type { CrashingStack } from './crashing-stack.ts';
import type { Awaited, Moment } from './moments.ts';

/** How often a service is asked whether the request has come. */
const LOOK_MS = 8;

/**
 * Begins something that leads to runs, and kills the app when the moment comes. False when everything was done before:
 * then the app is killed as well.
 */
export async function strikeAt(
  stack: CrashingStack,
  { requests, lag }: Moment,
  begin: () => Promise<void>,
): Promise<boolean> {
  const [first, ...others] = requests;
  if (first === undefined) throw new Error('A moment is known by a request.');
  await plan(stack[first.service], first);
  await begin();
  let isIdle = false;
  const idle = stack.idle().then(() => {
    isIdle = true;
  });
  // It never is when the blow comes first.
  idle.catch(() => undefined);
  const comes = async ({ service }: Awaited) => {
    while ((await pendingFaults(stack[service])).length > 0) {
      if (isIdle) return false;
      await sleep(LOOK_MS);
    }
    return true;
  };

  let struck = await comes(first);
  for (const request of others) {
    if (!struck) break;
    await plan(stack[request.service], request);
    struck = await comes(request);
  }
  if (struck) await sleep(lag);
  await stack.killApp();
  if (!struck) await Promise.all(requests.map(({ service }) => forgetFaults(stack[service])));
  return struck;
}
