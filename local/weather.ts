import { PARTITION_MOVES } from './emulators/cosmos/partition-moves.ts';
import type { FaultEffect } from './emulators/faults.ts';
import { type Random, seededRandom } from './sample-data/random.ts';
import type { Stack } from './stack.ts';

/** Turns on one thing that a service does on some days. Draws whatever about it is a matter of chance. */
type Switch = (stack: Stack, random: Random) => void;

const refusal = (status: number, body?: unknown, headers: Record<string, string> = {}): FaultEffect => ({
  kind: 'refuse',
  status,
  headers,
  body,
});

/** The next few of the matching requests, some later, meet this. */
const meets =
  (service: 'cosmos' | 'keyVault' | 'graph' | 'sansan' | 'entra', match: string, effect: FaultEffect): Switch =>
  (stack, random) =>
    stack[service].faults.add({ match, skip: random.below(4), times: 1 + random.below(3), effect });

const LINKS = '/colls/links/docs';

/** Every switch of the emulators that passes by itself. The source of each stands where it is implemented. */
export const SWITCHES: Readonly<Record<string, Switch>> = {
  'Cosmos DB: a partition is gone': meets('cosmos', LINKS, PARTITION_MOVES['partition gone']),
  'Cosmos DB: a partition is split': meets('cosmos', LINKS, PARTITION_MOVES['partition splitting']),
  'Cosmos DB: a partition moves': meets('cosmos', LINKS, PARTITION_MOVES['partition moving']),
  'Cosmos DB: retry with': meets('cosmos', LINKS, PARTITION_MOVES['retry with']),
  'Cosmos DB: unavailable': meets('cosmos', LINKS, PARTITION_MOVES['service unavailable']),
  'Cosmos DB: an answer gets lost': meets('cosmos', LINKS, { kind: 'lose-answer' }),
  'Key Vault: a deletion takes its time': ({ keyVault }, random) =>
    keyVault.behave({ deletionTakes: 13 + random.below(64), shortPages: random.chance(0.5) }),
  'Key Vault: unavailable': meets('keyVault', '^GET /secrets/', refusal(503)),
  'Entra: no answer for a moment': meets('entra', '/token$', { kind: 'lose-request' }),
  'Entra: a passing trouble': meets(
    'entra',
    '/token$',
    refusal(503, {
      error: 'temporarily_unavailable',
      error_description: 'AADSTS90033: A transient error has occurred.',
    }),
  ),
  'Sansan: too many requests, and no time to wait': meets('sansan', '/bizCards', refusal(429)),
  'Sansan: broken': meets('sansan', '/bizCards', refusal(502)),
  'Sansan: a page of HTML': meets('sansan', '/bizCards', refusal(200, '<html>', { 'content-type': 'text/html' })),
  'Sansan: pages that lead back to themselves': meets(
    'sansan',
    '/bizCards',
    refusal(200, { data: [], hasMore: true, nextPageToken: 'again' }),
  ),
  'Graph: too many requests': meets('graph', '\\$batch', refusal(429, { error: { code: 'TooManyRequests' } })),
  'Graph: unavailable': meets('graph', 'contactFolders', refusal(503, { error: { code: 'UnknownError' } })),
  'Graph: an answer gets lost': meets('graph', '\\$batch', { kind: 'lose-answer' }),
  'Graph: a request gets lost': meets('graph', '\\$batch', { kind: 'lose-request' }),
  'Graph: short pages': ({ graph }, random) => graph.setWeather({ shortPages: 1 + random.below(20) }),
  'Graph: a listing leaves contacts out': ({ graph }, random) =>
    graph.setWeather({ leftOut: [random.below(10), 10 + random.below(20)] }),
  'Graph: a listing ends early': ({ graph }, random) => graph.setWeather({ endsAfter: random.below(40) }),
  'Graph: a listing lags behind': ({ graph }, random) => graph.setWeather({ behindSeconds: random.below(900) }),
  'Graph: a batch is answered by 429 or 424': ({ graph }, random) =>
    graph.setWeather({ batchStatus: random.chance(0.5) ? 429 : 424 }),
  'Graph: a listing shows ids alone': ({ graph }, random) =>
    graph.setWeather({ bareContacts: true, listings: 1 + random.below(3) }),
  'Graph: a listing cuts long strings': ({ graph }, random) =>
    graph.setWeather({ cutsStringsAt: 1 + random.below(255) }),
  'Queues: a message is delivered twice': ({ app }) => app.setQueueWeather('twice'),
  'Queues: a deletion fails': ({ app }) => app.setQueueWeather('receipt lost'),
};

/** The weather over one stack. */
export interface Weather {
  /** Turns a few switches on, and tells which. */
  blow(): readonly string[];
  /** Turns all of them off again. */
  clear(): void;
}

/** A weather whose course follows from the seed alone. */
export function weatherOver(stack: Stack, seed: string): Weather {
  const random = seededRandom(`weather\n${seed}`);
  const names = Object.keys(SWITCHES);
  return {
    blow: () => {
      const drawn = [...new Set(Array.from({ length: 1 + random.below(4) }, () => random.pick(names)))];
      for (const name of drawn) SWITCHES[name]?.(stack, random);
      return drawn;
    },
    clear: () => {
      for (const { faults } of [stack.cosmos, stack.keyVault, stack.entra, stack.graph, stack.sansan]) {
        faults.clear();
      }
      stack.keyVault.behave({});
      stack.graph.setWeather({});
      stack.app.setQueueWeather('fair');
    },
  };
}
