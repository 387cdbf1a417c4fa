import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../shared/clock.ts';

/** Virtual time: nothing happens but the events that were set, one after the other, at their moments. */
export interface Timeline {
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  now(): number;
  /** Sets an event so many milliseconds from now. Events of one moment happen in the order in which they were set. */
  after(milliseconds: number, event: () => void): void;
  /** Lets so many milliseconds pass. What an event makes the program do is done before the next event. */
  pass(milliseconds: number): Promise<void>;
}

interface Event {
  readonly moment: number;
  readonly order: number;
  readonly happen: () => void;
}

export function startTimeline(from: Date): Timeline {
  let now = from.getTime();
  let order = 0;
  const events: Event[] = [];

  function takeNext(until: number): Event | undefined {
    let next = -1;
    events.forEach((event, index) => {
      const first = events[next];
      if (event.moment > until) return;
      if (
        first === undefined ||
        event.moment < first.moment ||
        (event.moment === first.moment && event.order < first.order)
      )
        next = index;
    });
    return next < 0 ? undefined : events.splice(next, 1)[0];
  }

  return {
    clock: { now: () => new Date(now) },
    now: () => now,
    after: (milliseconds, happen) => {
      events.push({ moment: now + milliseconds, order: order++, happen });
    },
    pass: async (milliseconds) => {
      const until = now + milliseconds;
      for (;;) {
        // The promises that the last event settled run their course.
        await setImmediate();
        const event = takeNext(until);
        if (event === undefined) break;
        now = event.moment;
        event.happen();
      }
      now = until;
    },
  };
}
