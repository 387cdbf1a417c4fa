import { runSync } from '../../shared/sync/run.ts';
import { benchDependencies, lookAt, type Services } from './bench-dependencies.ts';
import type { Person } from './population.ts';

// One run in a process of its own, whose heap the parent has limited.

export interface MemoryTask {
  readonly services: Services;
  readonly person: Person;
}

export interface MemoryPeak {
  readonly end: string;
  readonly heapBytes: number;
  readonly residentBytes: number;
}

const LOOK_EVERY_MS = 50;

const { services, person }: MemoryTask = JSON.parse(process.argv[2] ?? '');
let heapBytes = 0;
const timer = setInterval(() => {
  heapBytes = Math.max(heapBytes, process.memoryUsage().heapUsed);
}, LOOK_EVERY_MS);
const end = await runSync(benchDependencies(services), { ...lookAt(person), bulk: true });
clearInterval(timer);
const peak: MemoryPeak = { end, heapBytes, residentBytes: process.resourceUsage().maxRSS * 1024 };
process.send?.(peak, () => process.exit());
