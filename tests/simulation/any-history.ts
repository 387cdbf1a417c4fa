import fc from 'fast-check';
import { FAULTS, type Fault, PORTS, type Port } from './faults.ts';
import type { History } from './history.ts';
import { ACTS, type Step } from './steps.ts';

const who = fc.constantFrom<0 | 1>(0, 0, 0, 1);

/** Seconds between two steps: at once, within one run, after a run, after a tick, after a sweep, after a listing. */
const wait = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 12 }) },
  { weight: 2, arbitrary: fc.integer({ min: 13, max: 300 }) },
  { weight: 3, arbitrary: fc.integer({ min: 600, max: 3600 }) },
  { weight: 1, arbitrary: fc.constantFrom(7 * 3600, 25 * 3600) },
);

const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom(...ACTS.around) }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constantFrom('sync-now', 'rebuild', 'link', 'unlink-keep', 'link-taking-over') }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constantFrom(...ACTS.one), pick: fc.nat(30) }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constantFrom(...ACTS.cards), count: fc.integer({ min: 1, max: 24 }) }),
  },
);

const step: fc.Arbitrary<Step> = fc.record({ wait, who, act });

/** Nearly every history begins with somebody who has cards and links. */
const beginning: fc.Arbitrary<readonly Step[]> = fc.integer({ min: 0, max: 25 }).map((count) => [
  { wait: 0, who: 0, act: { what: 'cards-come', count } },
  { wait: 1, who: 0, act: { what: 'link' } },
]);

/** How many calls of a port are worth breaking: about as many as a history makes. */
const CALLS: Readonly<Partial<Record<Port, number>>> = {
  mailbox: 20,
  cards: 25,
  links: 50,
  organizations: 20,
  queue: 15,
};
const FEW_CALLS = 6;

const fault: fc.Arbitrary<Fault> = fc
  .constantFrom<Port>('mailbox', 'mailbox', 'mailbox', 'mailbox', 'links', 'links', ...PORTS)
  .chain((port) =>
    fc.record({
      port: fc.constant(port),
      nth: fc.nat(CALLS[port] ?? FEW_CALLS),
      kind: fc.constantFrom(...FAULTS[port]),
    }),
  );

/** Any history; shrinks to the fewest steps and faults that still go wrong. */
export const anyHistory: fc.Arbitrary<History> = fc
  .record({
    seed: fc.nat(),
    tight: fc.boolean(),
    begun: beginning,
    steps: fc.array(step, { maxLength: 14, size: 'max' }),
    faults: fc.array(fault, { maxLength: 10, size: 'max' }),
  })
  .map(({ begun, steps, ...rest }) => ({ ...rest, steps: [...begun, ...steps] }));
