import { setTimeout as sleep } from 'node:timers/promises';
import type { TimerTrigger } from './function-definition.ts';
import type { TriggerInput } from './invocation.ts';
import { parseSchedule } from './schedule.ts';

/** A started timer. */
export interface RunningTimer {
  /** The input for a manual run now. */
  input(): TriggerInput;
  /** Starts no more runs. Resolves when the current one has ended. */
  stop(): Promise<void>;
}

/** Interval of the clock checks, in milliseconds. The clock may jump, so a timer cannot sleep until a given time. */
const TICK_MS = 100;

/**
 * Runs a function by its schedule, in UTC as in the cloud (`TimerListener` of azure-webjobs-sdk-extensions): the next
 * time is computed after a run has started, so runs never overlap, and times that pass during a run cause one run
 * together.
 *
 * When the clock jumps over several times, they cause one run with `isPastDue`, as for a host that was stopped in the
 * meantime. The schedule status is not stored: nothing is past due at the start. `run` must not reject.
 */
export function startTimer(trigger: TimerTrigger, run: (input: TriggerInput) => Promise<unknown>): RunningTimer {
  const schedule = parseSchedule(trigger.schedule);
  const stopping = new AbortController();
  const after = (time: Date) => schedule.nextRun(time) ?? new Date(8.64e15);
  // Schedules with intervals of less than a minute are not monitored (TimerTriggerAttribute.UseMonitor).
  const first = after(new Date());
  const monitored = trigger.useMonitor && after(first).getTime() - first.getTime() >= 60_000;
  const status = {
    Last: '0001-01-01T00:00:00+00:00',
    Next: offsetTime(first),
    LastUpdated: '0001-01-01T00:00:00+00:00',
  };

  const input = (isPastDue = false): TriggerInput => ({
    data: {
      json: JSON.stringify({
        Schedule: { AdjustForDST: true },
        ScheduleStatus: monitored ? status : null,
        IsPastDue: isPastDue,
      }),
    },
  });
  const runOnce = async (isPastDue: boolean): Promise<Date> => {
    const begun = new Date();
    await run(input(isPastDue));
    const next = after(begun);
    Object.assign(status, { Last: offsetTime(begun), Next: offsetTime(next), LastUpdated: offsetTime(begun) });
    return next;
  };
  const loop = async () => {
    let next = trigger.runOnStartup ? await runOnce(false) : first;
    while (!stopping.signal.aborted) {
      const isOverrun = next.getTime() <= Date.now();
      while (Date.now() < next.getTime()) {
        await sleep(Math.min(TICK_MS, next.getTime() - Date.now()), undefined, { signal: stopping.signal });
      }
      const hasMissed = !isOverrun && after(next).getTime() <= Date.now();
      next = await runOnce(monitored && hasMissed);
    }
  };
  const ended = loop().catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  return {
    input: () => input(),
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

function offsetTime(time: Date): string {
  return time.toISOString().replace('Z', '+00:00');
}
