import { inBatches } from '../in-batches.ts';
import type { CardReading } from './card-reading.ts';
import { type Action, isWrite } from './plan.ts';

/** The batches of a run, one after the other. */
export interface Batches {
  /** The next batch: writes, newest card first; when all cards are read and all writes were given out, all others. */
  next(): Promise<readonly Action[] | undefined>;
  /** Gives these out again, before any other. */
  putBack(actions: readonly Action[]): void;
  /** Whether another batch follows, as far as is known. */
  isMoreWaiting(): boolean;
}

/**
 * The batches of what a reading finds. Fails as the reading does.
 *
 * @param size of a batch at most; of fewer writes none is made while cards are being read
 * @param mayWait asked before each wait for another page; "no" makes a batch of what is known
 */
export function batchesOf(reading: CardReading, size: number, mayWait: () => Promise<boolean>): Batches {
  const back: Action[] = [];
  let others: (readonly Action[])[] | undefined;
  let given = 0;

  async function next(): Promise<readonly Action[] | undefined> {
    if (back.length > 0) return back.splice(0);
    while (!reading.isReady(size) && (await mayWait())) await reading.nextPage();
    const writes = reading.take(size);
    if (writes.length > 0 || !reading.isWhole()) return writes;
    others ??= [
      ...inBatches(
        reading.soFar().actions.filter((action) => !isWrite(action)),
        size,
      ),
    ];
    return others.shift();
  }

  return {
    next: async () => {
      const batch = await next();
      given += batch?.length ?? 0;
      return batch;
    },
    putBack: (actions) => {
      back.push(...actions);
      given -= actions.length;
    },
    isMoreWaiting: () => back.length > 0 || !reading.isWhole() || given < reading.soFar().actions.length,
  };
}
