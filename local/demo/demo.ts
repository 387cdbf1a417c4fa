import { readCardFile } from '../sample-data/card-file.ts';
import type { CardSupply } from '../sample-data/world.ts';
import { UsageFailure } from '../start-options.ts';
import { takeOutput } from './app-output.ts';
import { readArguments } from './arguments.ts';
import { tellStory } from './story.ts';
import { tableOf } from './summary.ts';

const MAX_DIFFERENCES = 50;

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Asked {
  readonly supply: CardSupply;
  readonly json: boolean;
  readonly portal: 'entra' | 'openid';
  readonly weather: string | undefined;
  /** The arguments that tell the same story again. */
  readonly again: string;
}

/** Reads the command line; exits with code 2 when it is invalid or its card file unreadable. */
async function asked(): Promise<Asked> {
  try {
    const { cards, cardsFrom, json, portal, weather } = readArguments(process.argv.slice(2));
    const which =
      cardsFrom === undefined ? (cards === undefined ? '' : `--cards ${cards} `) : `--cards-from ${cardsFrom} `;
    const again = `${which}--weather ${weather}`;
    return {
      supply: cardsFrom === undefined ? { count: cards } : { cards: await cardsIn(cardsFrom) },
      json,
      portal,
      weather,
      again,
    };
  } catch (failure) {
    if (!(failure instanceof UsageFailure)) throw failure;
    process.stderr.write(`${failure.message}\n`);
    process.exit(2);
  }
}

async function cardsIn(path: string): Promise<NonNullable<CardSupply['cards']>> {
  const { cards, problems } = await readCardFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === undefined
      ? cause
      : new UsageFailure(`The file ${path} cannot be read (${cause.code}).`, { cause });
  });
  for (const { line, reason } of problems) say(`! ${path}, line ${line}: ${reason}`);
  if (cards.length === 0) throw new UsageFailure(`There is no card in ${path} that can be read.`);
  return cards;
}

const { supply, json, portal, weather, again } = await asked();
const output = takeOutput();
const summary = await tellStory(supply, output, undefined, weather, portal).finally(output.giveBack);
const { passed, checks, differences } = summary;
say('');
for (const line of tableOf(summary)) say(line);
say('');
if (passed) say(`every check passed (${checks.toLocaleString('en')} checks)`);
for (const difference of differences.slice(0, MAX_DIFFERENCES)) say(`✗ ${difference}`);
if (differences.length > MAX_DIFFERENCES) say(`and ${differences.length - MAX_DIFFERENCES} more`);
if (weather !== undefined) say(`The weather of this story again: npm run demo -- ${again}`);
if (json) say(JSON.stringify(summary));
process.exitCode = passed ? 0 : 1;
