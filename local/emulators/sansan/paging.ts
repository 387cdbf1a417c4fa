import { createHash } from 'node:crypto';
import * as z from 'zod';
import { refusal } from './api-errors.ts';

/** An item of a list with its sort key. */
export interface Listed<T> {
  key: string;
  item: T;
}

export interface Page<T> {
  data: T[];
  hasMore: boolean;
  nextPageToken: string | null;
}

const tokenSchema = z.tuple([z.string(), z.string()]);

/**
 * One page of a sorted list. The token names the last key that was answered, so an item that moves between two pages
 * is neither lost nor doubled by the paging itself. Unverified: that filters must be resent unchanged (400 otherwise).
 *
 * @param listing what is listed, e.g. the filters; a token is good for the same listing only
 */
export function takePage<T>(
  sorted: readonly Listed<T>[],
  order: 'asc' | 'desc',
  listing: string,
  { limit, nextPageToken }: { limit: number; nextPageToken?: string | undefined },
): Page<T> {
  const seal = createHash('sha256').update(listing).digest('base64url').slice(0, 16);
  let start = 0;
  if (nextPageToken !== undefined) {
    const last = openToken(nextPageToken, seal);
    const next = sorted.findIndex(({ key }) => (order === 'asc' ? key > last : key < last));
    start = next === -1 ? sorted.length : next;
  }
  const page = sorted.slice(start, start + limit);
  const last = page.at(-1);
  const hasMore = start + limit < sorted.length;
  return {
    data: page.map(({ item }) => item),
    hasMore,
    nextPageToken: hasMore && last !== undefined ? sealToken(seal, last.key) : null,
  };
}

function sealToken(seal: string, key: string): string {
  return Buffer.from(JSON.stringify([seal, key])).toString('base64url');
}

function openToken(token: string, seal: string): string {
  const refused = refusal(400, 'BadRequest', 'nextPageToken is unknown or belongs to other filters');
  try {
    const [sealed, key] = tokenSchema.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
    if (sealed === seal) return key;
  } catch {
    throw refused;
  }
  throw refused;
}
