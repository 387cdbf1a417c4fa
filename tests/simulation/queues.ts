import { MINUTE, SECOND } from '../../shared/clock.ts';
import type { CleanUpMessage, NotificationMessage, Queues, SyncMessage } from '../../shared/queues.ts';
import type { FaultKind } from './faults.ts';
import type { Invocation, Wire } from './invocation.ts';
import type { Timeline } from './timeline.ts';
import type { Watch } from './watch.ts';

/** As `host.json` says. */
const TRIES = 5;
const BEFORE_NEXT_TRY = 30 * SECOND;
/** How long the platform hides the message of a worker that died; it renews its hold while the worker lives. */
const HIDDEN_AFTER_DEATH = 10 * MINUTE;
/** A message that stalls comes after everything that followed it, and after the next tick. */
const STALL = 40 * MINUTE;

export type Delivery =
  | { readonly queue: 'sync'; readonly message: SyncMessage }
  | { readonly queue: 'clean-up'; readonly message: CleanUpMessage }
  | { readonly queue: 'notice'; readonly message: NotificationMessage }
  | {
      readonly queue: 'sync-poison' | 'clean-up-poison' | 'notice-poison';
      readonly message: SyncMessage | CleanUpMessage | NotificationMessage;
    };

/** What became of handing a message to a worker. */
export type Handled = 'done' | 'failed' | 'died';

export interface MessageQueues {
  as(wire: Wire, by: Invocation): Queues;
}

/** Storage Queues: at least once, in no order. `hand` gives a message to a worker. */
export function openQueues(
  timeline: Timeline,
  watch: Watch,
  chance: (limit: number) => number,
  hand: (delivery: Delivery) => Promise<Handled>,
): MessageQueues {
  function put(delivery: Delivery, delay: number, tries: number): void {
    timeline.after(delay + chance(3 * SECOND), () => {
      void hand(delivery).then((handled) => {
        if (handled === 'done') return;
        const again = handled === 'died' ? HIDDEN_AFTER_DEATH : BEFORE_NEXT_TRY;
        if (tries < TRIES) put(delivery, again, tries + 1);
        else if (delivery.queue === 'sync' || delivery.queue === 'clean-up' || delivery.queue === 'notice')
          put({ queue: `${delivery.queue}-poison`, message: delivery.message }, 0, 1);
      });
    });
  }

  function send(wire: Wire, by: Invocation, delivery: Delivery, delaySeconds: number): Promise<void> {
    const unavailable = (): never => {
      throw new Error('The queue did not answer.');
    };
    return wire.call(by, {
      port: 'queue',
      name: `${delivery.queue} ${delaySeconds === 0 ? '' : `in ${delaySeconds} s`}`,
      effect: (fault: FaultKind | undefined) => {
        watch.said('a message', delivery.message);
        put(delivery, delaySeconds * SECOND + (fault === 'delay' ? STALL : 0), 1);
        if (fault === 'double') put(delivery, delaySeconds * SECOND, 1);
      },
      lost: unavailable,
      refused: unavailable,
    });
  }

  return {
    as: (wire, by) => ({
      sync: (message, delay = 0) => send(wire, by, { queue: 'sync', message }, delay),
      cleanUp: (message, delay = 0) => send(wire, by, { queue: 'clean-up', message }, delay),
      notification: (message) => send(wire, by, { queue: 'notice', message }, 0),
    }),
  };
}
