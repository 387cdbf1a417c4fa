import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { pendingFaults, plan } from '../flows/fixtures/acts.ts';
import { get } from '../flows/fixtures/http.ts';
import type { CrashingStack } from './crashing-stack.ts';
import { HELD_MS, type Moment } from './moments.ts';

/** How often the services are asked whether the moment has come. */
const LOOK_MS = 4;

/**
 * Begins something that leads to runs, and kills the app when the moment comes. False when all runs ended before: then
 * the app is killed as well, and nothing remains planned.
 */
export async function strikeAt(stack: CrashingStack, moment: Moment, begin: () => Promise<void>): Promise<boolean> {
  const { request } = moment;
  const leases = await leasesTaken(stack);
  const arm = async () => {
    if (request === undefined) return;
    const { service, match, skip, isDone } = request;
    await plan(stack[service], { match, skip, effect: { kind: isDone ? 'hold-answer' : 'delay', ms: HELD_MS } });
  };
  if (!moment.isUnderLease) await arm();
  await begin();
  let idle = false;
  const ended = stack.idle().then(() => {
    idle = true;
  });
  // It never is when the blow comes first.
  ended.catch(() => undefined);
  const come = async (isHere: () => Promise<boolean>) => {
    while (!(await isHere())) {
      if (idle) return false;
      await sleep(LOOK_MS);
    }
    return true;
  };
  const strike = async () => {
    if (moment.isUnderLease) {
      if (!(await come(async () => (await leasesTaken(stack)) > leases))) return false;
      await arm();
    }
    if (request !== undefined && !(await come(async () => isTaken(stack[request.service])))) return false;
    await sleep(moment.lag);
    return true;
  };
  const struck = await strike();
  await stack.killApp();
  if (request !== undefined && !struck) await fetch(`${stack[request.service]}/_emulator/faults`, { method: 'DELETE' });
  return struck;
}

const counts = z.object({ byOperation: z.record(z.string(), z.number()) });

async function leasesTaken({ cosmos }: CrashingStack): Promise<number> {
  return counts.parse(await get(`${cosmos}/_emulator/requests`)).byOperation['replace links'] ?? 0;
}

async function isTaken(service: string): Promise<boolean> {
  return z.array(z.unknown()).parse(await pendingFaults(service)).length === 0;
}
