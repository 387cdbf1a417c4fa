import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { foldAscii } from '../ascii-case.ts';
import { MINUTE } from '../clock.ts';
import { forEachConcurrently } from '../concurrency.ts';
import type { EventLog } from '../telemetry/log.ts';
import { type ApiKeyDependencies, type KeyEntry, type KeyOutcome, supplyKey } from './supply-key.ts';

/** Most lines of one file. */
export const MAX_LINES = 1000;
/** Most keys that are checked at the same time. Sansan limits each key separately; the vault's limit is far higher. */
const IN_FLIGHT = 6;
/** Milliseconds after which no further line is begun; the platform ends a request after 230 seconds. */
const TIME_BOX = 2.5 * MINUTE;

/** One line of a file: an address and a key. */
export interface KeyLine {
  /** Line number in the file, from 1. */
  readonly number: number;
  readonly email: string;
  readonly apiKey: string;
}

export type KeyFile =
  | { readonly kind: 'lines'; readonly lines: readonly KeyLine[] }
  | { readonly kind: 'unreadable' | 'empty' | 'too-many' };

/** The result for one line. Never contains the key. */
export interface LineResult {
  readonly number: number;
  readonly email: string;
  /**
   * `repeated`: an earlier line with the same address was accepted. `not-reached`: the time limit was reached before
   * this line. `failed`: the service could not store the key.
   */
  readonly outcome: KeyOutcome | 'repeated' | 'not-reached' | 'failed';
}

const recordSchema = z.object({ record: z.array(z.string()), info: z.looseObject({ lines: z.number() }) });

/**
 * Reads a file of addresses and keys (PRODUCT A7): CSV in UTF-8, or in Shift_JIS as Excel in Japan writes it. The first
 * line may be a header, which has no address; fields are separated by commas, semicolons or tabs, all of which Excel
 * writes; columns after the second are ignored.
 */
export function readKeyFile(bytes: Uint8Array): KeyFile {
  const text = decode(bytes, 'utf-8') ?? decode(bytes, 'shift_jis');
  if (text === undefined || text.includes('\0')) return { kind: 'unreadable' };
  const records = recordsOf(text);
  if (records === undefined) return { kind: 'unreadable' };
  const lines = records.map(({ record: [email = '', apiKey = ''], info }) => ({ number: info.lines, email, apiKey }));
  if (lines[0] !== undefined && !lines[0].email.includes('@')) lines.shift();
  if (lines.length === 0) return { kind: 'empty' };
  return lines.length > MAX_LINES ? { kind: 'too-many' } : { kind: 'lines', lines };
}

function recordsOf(text: string): z.infer<typeof recordSchema>[] | undefined {
  const options = {
    delimiter: [',', ';', '\t'],
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // One line more for a header, and one more to notice that there are too many.
    to: MAX_LINES + 2,
    trim: true,
  };
  try {
    return z.array(recordSchema).parse(parse(text, options));
  } catch {
    // For example, a quotation mark that is never closed. The error is dropped because it quotes the line with its key.
    return undefined;
  }
}

function decode(bytes: Uint8Array, encoding: 'utf-8' | 'shift_jis'): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // The bytes are not valid in this encoding.
    return undefined;
  }
}

/**
 * Supplies the keys of a file, `IN_FLIGHT` at a time, and returns the results in the order of the lines. Of several
 * lines with the same address, the first key that is accepted counts.
 */
export async function supplyKeysOf(
  deps: ApiKeyDependencies & { readonly log: EventLog },
  lines: readonly KeyLine[],
  by: Pick<KeyEntry, 'organizationId' | 'actor'>,
): Promise<readonly LineResult[]> {
  const until = deps.clock.now().getTime() + TIME_BOX;

  async function outcomeOf({ email, apiKey }: KeyLine): Promise<LineResult['outcome']> {
    if (deps.clock.now().getTime() > until) return 'not-reached';
    try {
      return await supplyKey(deps, { ...by, email, apiKey, by: 'administrator', userId: undefined });
    } catch (failure) {
      // An unexpected failure of one line must not hide the results of the others.
      const error = failure instanceof Error ? failure.name : 'unknown';
      deps.log.record('key-line-failed', { organizationId: by.organizationId, error });
      return 'failed';
    }
  }

  const results = new Map<KeyLine, LineResult['outcome']>();
  const byAddress = Map.groupBy(lines, ({ email }) => foldAscii(email));
  await forEachConcurrently(IN_FLIGHT, byAddress.values(), async (same) => {
    let isDone = false;
    for (const line of same) {
      const outcome = isDone ? 'repeated' : await outcomeOf(line);
      if (outcome === 'accepted') isDone = true;
      results.set(line, outcome);
    }
  });
  return lines.map((line) => ({ number: line.number, email: line.email, outcome: results.get(line) ?? 'not-reached' }));
}
