import type { DesiredContact } from '../contacts/desired-contact.ts';
import type { CardId } from '../ids.ts';
import type { LedgerRow } from '../links/link.ts';
import type { Findings } from './findings.ts';
import { type PendingWrites, pendingWrites } from './pending-writes.ts';
import type { Action, CardAction, Write } from './plan.ts';
import { cardIdOf } from './write-outcome.ts';

/** Cards that are being read page by page, and what is known so far. Its promises fail as the reading does. */
export interface CardReading {
  /** Resolves when all cards are read. `too-much`: it was given up, since there is more to write than was asked for. */
  whole(): Promise<Findings | 'too-much'>;
  /** Resolves when another page is read, or all are. */
  nextPage(): Promise<void>;
  /** Whether all cards are read. */
  isWhole(): boolean;
  /** Whether there is no use in waiting for `size` writes: so many are known, or all cards are read. */
  isReady(size: number): boolean;
  /** The next writes, newest card first among those that are known: `size` at most. */
  take(size: number): readonly Write[];
  /** The findings: those of `whole`, or as far as the pages show that are read. */
  soFar(): Findings;
  /** The ledger row of a card with an action, as it was read. */
  row(cardId: CardId): LedgerRow | undefined;
  /** Reads no further page. Resolves when nothing is being read any more. */
  stop(): Promise<void>;
}

/** How the contacts of the cards that are read are judged. */
export interface Judge {
  /** Takes note of a page. Answers how to decide about its contacts; `undefined`: nothing is to be written. */
  page(contacts: readonly DesiredContact[]): Promise<(contact: DesiredContact) => CardAction | undefined>;
  /** What the pages so far come to; `isWhole` when they are all. */
  findings(writes: PendingWrites, isWhole: boolean): Findings;
  /** The ledger rows that were read. */
  readonly rows: ReadonlyMap<CardId, LedgerRow>;
}

/**
 * Begins to read the cards and goes on by itself.
 *
 * @param most with more writes than this it is given up
 * @param bound most writes of one run
 */
export function readCards(
  pages: AsyncIterable<readonly DesiredContact[]>,
  judge: Judge,
  { most, bound }: { readonly most: number; readonly bound: number },
): CardReading {
  const writes = pendingWrites(bound);
  let whole: { readonly findings: Findings; readonly rows: ReadonlyMap<CardId, LedgerRow> } | undefined;
  let isStopped = false;
  let pageRead = Promise.withResolvers<void>();

  async function read(): Promise<Findings | 'too-much'> {
    for await (const page of pages) {
      if (isStopped) return judge.findings(writes, false);
      writes.read(page, await judge.page(page));
      if (writes.waiting() > most) return 'too-much';
      pageRead.resolve();
      pageRead = Promise.withResolvers();
    }
    const findings = judge.findings(writes, true);
    // The other rows are not kept while the run writes, to save memory.
    whole = { findings, rows: rowsOf(findings.actions, judge.rows) };
    return findings;
  }
  const ended = read();
  // A failure is met by whoever waits for the next page or for all.
  ended.catch(() => undefined);

  return {
    whole: () => ended,
    nextPage: async () => {
      await Promise.race([pageRead.promise, ended]);
    },
    isWhole: () => whole !== undefined,
    isReady: (size) => whole !== undefined || writes.waiting() >= size,
    take: writes.take,
    soFar: () => whole?.findings ?? judge.findings(writes, false),
    row: (cardId) => (whole?.rows ?? judge.rows).get(cardId),
    stop: async () => {
      isStopped = true;
      await ended.catch(() => undefined);
    },
  };
}

/** A reading that is over: the cards were read before, and nothing is to be written. */
export function nothingToRead(findings: Findings): CardReading {
  return {
    whole: async () => findings,
    nextPage: async () => undefined,
    isWhole: () => true,
    isReady: () => true,
    take: () => [],
    soFar: () => findings,
    row: () => undefined,
    stop: async () => undefined,
  };
}

function rowsOf(actions: readonly Action[], rows: ReadonlyMap<CardId, LedgerRow>): Map<CardId, LedgerRow> {
  const found = new Map<CardId, LedgerRow>();
  for (const action of actions) {
    const row = rows.get(cardIdOf(action));
    if (row !== undefined) found.set(row.cardId, row);
  }
  return found;
}
