import type { Options } from 'csv-parse/sync';
import { foldAscii } from '../ascii-case.ts';
import { MINUTE } from '../clock.ts';
import { forEachConcurrently } from '../concurrency.ts';
import { soleEmailAddress } from '../email-address.ts';
import { bareText, plainText } from '../plain-text.ts';
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
  /** A quotation mark is opened in this line and never closed. */
  | { readonly kind: 'unclosed'; readonly line: number }
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

/** Words of a header; it has one of them for the address, and one for the key (PRODUCT F6). */
const ADDRESS_HEADER = /^(?:(?:e|電子)?(?:mail|メール))?(?:address|アドレス)?$/;
const KEY_HEADER = /^(?:sansan)?(?:open)?(?:api)?(?:key|キー)$/;

/** What no text has: control characters, and code points that stand for nothing. */
const NO_TEXT = /(?![\t\r\n])\p{Cc}|\p{Cn}|\p{Co}/u;

/**
 * Reads a file of addresses and keys (PRODUCT A7, F6): CSV in UTF-8, UTF-16 or Shift_JIS as Excel writes it. Fields are
 * separated by commas, also full-width ones, semicolons or tabs; columns after the second are ignored. Rows of empty
 * fields are no lines. The first line may be a header.
 */
export async function readKeyFile(bytes: Uint8Array): Promise<KeyFile> {
  const text = decode(bytes);
  if (text === undefined || NO_TEXT.test(text)) return { kind: 'unreadable' };
  const records = await recordsOf(text);
  if ('kind' in records) return records;
  const lines = records.flatMap(({ fields, line }): KeyLine[] => {
    const [email = '', apiKey = ''] = fields.map(plainText);
    const isEmpty = fields.every((field) => bareText(field) === '');
    return isEmpty ? [] : [{ number: line, email: soleEmailAddress(email) ?? email, apiKey }];
  });
  if (lines[0] !== undefined && isHeader(lines[0])) lines.shift();
  if (lines.length === 0) return { kind: 'empty' };
  return lines.length > MAX_LINES ? { kind: 'too-many' } : { kind: 'lines', lines };
}

function isHeader({ email, apiKey }: KeyLine): boolean {
  const [address, key] = [email, apiKey].map((title) => foldAscii(title).replace(/\(.*?\)|[\s_-]/g, ''));
  return !!address && !!key && ADDRESS_HEADER.test(address) && KEY_HEADER.test(key);
}

interface CsvRecord {
  readonly fields: readonly string[];
  readonly line: number;
}

async function recordsOf(text: string): Promise<readonly CsvRecord[] | Exclude<KeyFile, { kind: 'lines' }>> {
  const { CsvError, parse } = await import('csv-parse/sync');
  const records: CsvRecord[] = [];
  const options: Options = {
    bom: true,
    delimiter: [',', '，', ';', '\t'],
    on_record: (fields, { lines }) => {
      records.push({ fields, line: lines });
      return null;
    },
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  };
  try {
    parse(text, options);
    return records;
  } catch (failure) {
    // Only its place is told: the error quotes the line with its key.
    if (!(failure instanceof CsvError) || failure.code !== 'CSV_QUOTE_NOT_CLOSED') return { kind: 'unreadable' };
    const read = records.at(-1)?.line ?? 0;
    const rest = text.split(/\r\n|\n|\r/).slice(read);
    return { kind: 'unclosed', line: read + 1 + rest.findIndex((line) => line.includes('"')) };
  }
}

/** Decodes by the first encoding in which the bytes are valid; text in Shift_JIS is hardly ever valid UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
  for (const encoding of encodingsOf(bytes)) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The bytes are not valid in this encoding.
    }
  }
  return undefined;
}

/** The encodings that a file may have, by its byte order mark or by bytes of zero, which only UTF-16 has. */
function encodingsOf(bytes: Uint8Array): readonly string[] {
  const [first, second] = bytes;
  if ((first === 0xfe && second === 0xff) || first === 0) return ['utf-16be'];
  return (first === 0xff && second === 0xfe) || bytes.includes(0) ? ['utf-16le'] : ['utf-8', 'shift_jis'];
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
