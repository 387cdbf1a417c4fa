import { parseArgs } from 'node:util';
import { portalOf, UsageFailure } from '../start-options.ts';

interface Arguments {
  /** Number of cards of the first user. */
  readonly cards: number | undefined;
  /** A vCard file with the cards of the first user. */
  readonly cardsFrom: string | undefined;
  readonly json: boolean;
  readonly portal: 'entra' | 'openid';
  /** From which the weather of the services follows; `undefined` for fair weather. */
  readonly weather: string | undefined;
}

const MAX_CARDS = 100_000;
const USAGE =
  'Usage: npm run demo -- [--cards NUMBER | --cards-from FILE.vcf] [--portal openid] [--weather [SEED]] [--json]';

/** Reads the arguments after the script. Fails with `UsageFailure`. */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  const { cards, 'cards-from': cardsFrom, json = false, portal, weather = false } = values;
  const [seed, ...others] = positionals;
  if (others.length > 0 || (seed !== undefined && !weather)) throw wrong(`Not understood: ${positionals.join(' ')}`);
  if (cards !== undefined && cardsFrom !== undefined) throw wrong('Give either --cards or --cards-from.');
  if (cards !== undefined && !(/^\d+$/.test(cards) && Number(cards) <= MAX_CARDS)) {
    throw wrong(`--cards takes a number from 0 to ${MAX_CARDS}, not "${cards}".`);
  }
  return {
    cards: cards === undefined ? undefined : Number(cards),
    cardsFrom,
    json,
    portal: portalOf(portal),
    weather: weather ? (seed ?? String(Date.now())) : undefined,
  };
}

function parse(args: readonly string[]) {
  try {
    const options = {
      cards: { type: 'string' },
      'cards-from': { type: 'string' },
      json: { type: 'boolean' },
      portal: { type: 'string' },
      weather: { type: 'boolean' },
    } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw wrong(cause.message, cause);
  }
}

function wrong(sentence: string, cause?: Error): UsageFailure {
  return new UsageFailure(`${sentence}\n${USAGE}`, { cause });
}
