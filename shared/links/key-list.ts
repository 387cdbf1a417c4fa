import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';
import { type CardKeysWorld, type KeyEntry, type KeyOutcome, supplyKey } from './card-keys.ts';

/** Lines that one file may hold, so that checking them ends while the administrator waits. */
export const MOST_LINES = 500;
/** Keys that are checked at the same time. Each key has a pace of its own at the card system. */
const AT_ONCE = 8;

export interface KeyLine {
  /** As a person counts them, from 1. */
  readonly line: number;
  readonly email: string;
  readonly apiKey: string;
}

export type KeyListProblem = 'empty' | 'unreadable' | 'too-many-lines';

/** What became of one line. `repeated`: an earlier line has the same address. */
export interface LineOutcome {
  readonly line: number;
  readonly email: string;
  readonly outcome: KeyOutcome | 'repeated';
}

const records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/**
 * The lines `email,api key` of a file (PRODUCT A7): with commas or tabs, with or without a heading, in UTF-8 or, as
 * Excel writes it in Japan, Shift_JIS.
 */
export function readKeyList(file: Uint8Array): readonly KeyLine[] | KeyListProblem {
  let read: z.output<typeof records>;
  try {
    read = records.parse(
      parse(decoded(file), {
        bom: true,
        delimiter: [',', '\t'],
        info: true,
        relax_column_count: true,
        skip_empty_lines: true,
        trim: true,
      }),
    );
  } catch (failure) {
    if (failure instanceof CsvError) return 'unreadable';
    throw failure;
  }
  const lines = read.map(({ record: [email = '', apiKey = ''], info }) => ({ line: info.lines, email, apiKey }));
  const [first] = lines;
  const wanted = first?.email.includes('@') ? lines : lines.slice(1);
  if (wanted.length === 0) return 'empty';
  return wanted.length > MOST_LINES ? 'too-many-lines' : wanted;
}

function decoded(file: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('shift_jis').decode(file);
  }
}

/** Enters each key as if it had been entered alone, and says of each line what became of it, in their order. */
export async function supplyKeys(
  world: CardKeysWorld,
  { organizationId, actor }: Pick<KeyEntry, 'organizationId' | 'actor'>,
  lines: readonly KeyLine[],
): Promise<readonly LineOutcome[]> {
  const outcomes: LineOutcome[] = [];
  const seen = new Set<string>();
  const waiting = lines.values();
  const work = async () => {
    for (const { line, email, apiKey } of waiting) {
      const address = email.toLowerCase();
      const repeated = seen.has(address);
      seen.add(address);
      const entry = { organizationId, actor, email, apiKey, by: 'administrator', userId: undefined } as const;
      outcomes.push({ line, email, outcome: repeated ? 'repeated' : await supplyKey(world, entry) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes.sort((a, b) => a.line - b.line);
}
