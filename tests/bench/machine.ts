import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Machine } from './figures.ts';

/** This machine, now. */
export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'unknown processor',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    node: process.versions.node,
    date: new Date().toISOString().slice(0, 10),
  };
}

/** In one line, for people. */
export function describeMachine({ processor, cores, memoryBytes, node, date }: Machine): string {
  return `${processor}, ${cores} cores, ${Math.round(memoryBytes / 2 ** 30)} GiB, Node ${node}, ${date}`;
}
