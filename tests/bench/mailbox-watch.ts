import type { Mailbox } from '../../shared/contacts/mailbox.ts';
import type { Watched } from './figures.ts';

/** Notes when batches of writes leave and are answered. */
export function watchWrites() {
  const batches: { left: number; answered: number }[] = [];
  return {
    around: (mailbox: Mailbox): Mailbox => ({
      ...mailbox,
      write: async (writes, sent) => {
        const left = performance.now();
        const answers = await mailbox.write(writes, sent);
        batches.push({ left, answered: performance.now() });
        return answers;
      },
    }),
    /** What was seen since the last time; `began` is when the run's message was there. */
    seen(began: number): Watched {
      const some = batches.splice(0);
      const [first, last] = [some[0], some.at(-1)];
      if (first === undefined || last === undefined) return { firstMs: 0, writingMs: 0, gapMs: 0 };
      const writingMs = last.answered - first.left;
      const atMailbox = some.reduce((sum, { left, answered }) => sum + answered - left, 0);
      return {
        firstMs: first.answered - began,
        writingMs,
        gapMs: (writingMs - atMailbox) / Math.max(1, some.length - 1),
      };
    },
  };
}
