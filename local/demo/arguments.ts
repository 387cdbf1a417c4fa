import { parseArgs } from 'node:util';
import { UsageFailure } from '../start-options.ts';

interface Arguments {
  /** Number of cards of the first user. */
  readonly cards: number | undefined;
  /** A vCard file with the cards of the first user. */
  readonly cardsFrom: string | undefined;
  readonly json: boolean;
}

const MAX_CARDS = 100_000;
const USAGE = 'Usage: npm run demo -- [--cards NUMBER | --cards-from FILE.vcf] [--json]';

/** Reads the arguments after the script. Fails with `UsageFailure`. */
export function readArguments(args: readonly string[]): Arguments {
  const { cards, 'cards-from': cardsFrom, json = false } = parse(args);
  if (cards !== undefined && cardsFrom !== undefined) throw wrong('Give either --cards or --cards-from.');
  if (cards !== undefined && !(/^\d+$/.test(cards) && Number(cards) <= MAX_CARDS)) {
    throw wrong(`--cards takes a number from 0 to ${MAX_CARDS}, not "${cards}".`);
  }
  return { cards: cards === undefined ? undefined : Number(cards), cardsFrom, json };
}

function parse(args: readonly string[]) {
  try {
    const options = { cards: { type: 'string' }, 'cards-from': { type: 'string' }, json: { type: 'boolean' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw wrong(cause.message, cause);
  }
}

function wrong(sentence: string, cause?: Error): UsageFailure {
  return new UsageFailure(`${sentence}\n${USAGE}`, { cause });
}
