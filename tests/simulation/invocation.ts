import { MINUTE, SECOND } from '../../shared/clock.ts';
import type { FaultKind, FaultPlan, Port } from './faults.ts';
import type { Timeline } from './timeline.ts';

/** One call of a function by the platform or a browser. It can die at any call that it makes, and then never goes on. */
export interface Invocation {
  readonly id: number;
  readonly what: string;
  readonly startedAt: number;
  /** The connection under which it works; `undefined` when it carries none. */
  readonly generation: number | undefined;
  alive: boolean;
  /** Called once, when it dies. */
  readonly onDeath: () => void;
}

/** One call to something outside the program. */
interface Call<T> {
  readonly port: Port;
  /** For the trace of a history. */
  readonly name: string;
  /** What the call does, all at once, and what it answers. Throws, or rejects, what the service would answer. */
  readonly effect: (fault: FaultKind | undefined) => T | Promise<T>;
  /** What the caller hears when no answer comes. */
  readonly lost: () => T;
  /** What the caller hears when the service refuses; nothing has happened then. */
  readonly refused: (fault: FaultKind) => T;
}

/** Makes calls: each takes its time to arrive and to be answered, so that calls overtake each other. */
export interface Wire {
  call<T>(by: Invocation, call: Call<T>): Promise<T>;
}

/** Longest time that each way of a call takes, in milliseconds. */
const MAX_DURATION: Readonly<Record<Port, number>> = {
  mailbox: 2000,
  cards: 600,
  links: 20,
  organizations: 20,
  queue: 40,
  vault: 100,
  'sign-in': 300,
  activity: 20,
  attempts: 20,
  schedule: 20,
  mail: 500,
};

/** After this long a request to the mailbox is given up. */
const GIVEN_UP = 45 * SECOND;

export function layWire(
  timeline: Timeline,
  faults: FaultPlan,
  chance: (limit: number) => number,
  trace: (line: string) => void,
): Wire {
  return {
    call: <T>(by: Invocation, { port, name, effect, lost, refused }: Call<T>) => {
      const fault = faults.next(port);
      const there = 1 + chance(MAX_DURATION[port]);
      const back = 1 + chance(MAX_DURATION[port]);
      // Outside the switch, so that one fault more or less does not change the chances of all that follows.
      const minutes = (1 + chance(9)) * MINUTE;
      const arrivesAnyway = chance(2) === 0;
      trace(`${by.what}#${by.id} ${port}.${name}${fault === undefined ? '' : `  <- ${fault}`}`);

      return new Promise<T>((resolve, reject) => {
        const answer = (said: () => T | Promise<T>, milliseconds: number) =>
          timeline.after(milliseconds, () => {
            if (!by.alive) return;
            try {
              resolve(said());
            } catch (failure) {
              reject(failure);
            }
          });
        const die = () => {
          if (by.alive) by.onDeath();
          by.alive = false;
        };
        timeline.after(there, () => {
          // A request of a worker that died meanwhile may be on its way already.
          if (!by.alive && !arrivesAnyway) return;
          switch (fault) {
            case 'refuse':
            case 'throttle':
            case 'unauthorized':
              return answer(() => refused(fault), back);
            case 'lose':
              perform(effect, undefined);
              return answer(lost, back);
            case 'stall':
              return answer(perform(effect, undefined), minutes);
            case 'late':
              timeline.after(minutes, () => void perform(effect, undefined));
              return answer(lost, GIVEN_UP);
            case 'crash-before':
              return die();
            case 'crash-after':
              perform(effect, undefined);
              return die();
            case 'crash-late':
              timeline.after(minutes, () => void perform(effect, undefined));
              return die();
            case 'half':
            case 'throttle-part':
            case 'double':
            case 'delay':
            case undefined:
              return answer(perform(effect, fault), back);
          }
        });
      });
    },
  };
}

/** Does it now, and gives what to answer later. */
function perform<T>(effect: Call<T>['effect'], fault: FaultKind | undefined): () => T | Promise<T> {
  try {
    const done = effect(fault);
    if (done instanceof Promise) done.catch(() => undefined);
    return () => done;
  } catch (failure) {
    return () => {
      throw failure;
    };
  }
}
