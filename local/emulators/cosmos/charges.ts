import type { ContainerDefinition } from './definitions.ts';

/*
 * Request units, by a simple model. Documented ("Request Units", "Optimize point read and write costs"): a point read
 * of 1 KB costs 1 and of 100 KB costs 10; a write without indexing 5 and 50. Seen by others on a hosted account, with
 * the default indexing policy and tiny items: create and delete 6.67, replace 11.05, upsert of an existing item 10.67,
 * a query with one row 2.26, with 2,500 rows 34.72, two creates in a batch 12.57.
 *
 * unverified: that the share of the index does not grow with the number of properties, the share of the bytes in a query,
 * and that a refused request costs 1.
 */
const PER_FURTHER_KB = { read: 9 / 99, write: 45 / 99 };
const INDEX = 1.67;
const OVER_AN_OLD_VERSION = 4.2;
const QUERY = { start: 2.25, perRow: 0.013, perKb: 0.05 };

export const REFUSED = 1;

/** Charge of a point read of an item of so many bytes. */
export function readCharge(bytes: number): number {
  return rounded(1 + furtherKb(bytes) * PER_FURTHER_KB.read);
}

/** Charge of a write that creates or deletes an item, or puts it in place of an old version. */
export function writeCharge(bytes: number, definition: ContainerDefinition, change: 'new' | 'over'): number {
  const indexed = definition.indexingPolicy?.excludedPaths?.some(({ path }) => path === '/*') !== true;
  const base = 5 + (indexed ? INDEX : 0) + (change === 'over' ? OVER_AN_OLD_VERSION : 0);
  return rounded(base + furtherKb(bytes) * PER_FURTHER_KB.write);
}

/** Charge of one page of a query. */
export function queryCharge(rows: number, bytes: number): number {
  return rounded(QUERY.start + rows * QUERY.perRow + furtherKb(bytes) * QUERY.perKb);
}

export function rounded(charge: number): number {
  return Math.round(charge * 100) / 100;
}

function furtherKb(bytes: number): number {
  return Math.max(0, bytes / 1024 - 1);
}
