import { provisionDatabase, provisionQueues } from '../../local/provision.ts';
import { startChild } from './child.ts';
import type { Addresses } from './emulator-process.ts';
import type { Mailboxes } from './mailbox-process.ts';
import type { Population } from './population.ts';

/** Enough for 100,000 cards or heads. */
const HEAP_MB = 4096;

/** The services of one measurement, new and empty but for its population. */
export interface Emulators extends Addresses, Mailboxes {
  readonly queues: string;
  /** Milliseconds that every mailbox takes for one write. */
  setWriteLatency(writeMs: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the services in processes of their own, with database and queues as a deployment makes them. */
export async function startEmulators(population: Population): Promise<Emulators> {
  const services = startChild<Addresses>('./emulator-process.ts', HEAP_MB, JSON.stringify(population));
  const mailbox = startChild<Mailboxes>('./mailbox-process.ts', HEAP_MB, JSON.stringify(population));
  const queue = startChild<string>('./queue-process.ts', HEAP_MB);
  const addresses = { ...(await services.said), ...(await mailbox.said) };
  const queues = await queue.said;
  await provisionDatabase(addresses.cosmos, addresses.cosmosKey);
  await provisionQueues(queues);
  return {
    ...addresses,
    queues,
    setWriteLatency: (writeMs) => post(`${addresses.graph}/_emulator/latency`, { readMs: 0, writeMs }),
    stop: async () => {
      await Promise.all([services.stop(), mailbox.stop(), queue.stop()]);
    },
  };
}

/** Tells an emulator something. Fails when it does not obey. */
export async function post(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
}
