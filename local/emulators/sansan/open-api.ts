import { Hono, type MiddlewareHandler } from 'hono';
import type { BizCard } from '../../sample-data/biz-card.ts';
import type { EmulatorBindings } from '../emulator.ts';
import { refusal } from './api-errors.ts';
import type { CardBook, CardRecord } from './card-book.ts';
import { createCardListing } from './card-listing.ts';
import type { CardOwners, OwnerRecord } from './card-owners.ts';
import { takePage } from './paging.ts';
import { itemQuerySchema, listQuerySchema, readQuery, searchQuerySchema, tagsQuerySchema } from './queries.ts';
import type { RateLimit } from './rate-limit.ts';

/** Versions that public clients use. They accept the same parameters. */
export const API_VERSIONS = ['v2.5', 'v3.1', 'v3.2', 'v6.0'] as const;

type ApiEnv = { Bindings: EmulatorBindings; Variables: { charge: number; owner: OwnerRecord } };

/** The card routes of one version of the Sansan Open API. */
export function openApiRoutes(book: CardBook, owners: CardOwners, rateLimit: RateLimit): Hono<ApiEnv> {
  const listing = createCardListing(book);
  const api = new Hono<ApiEnv>();
  api.use(signedIn(owners, rateLimit));

  // Unverified: only `name` and `email` have been seen.
  api.get('/me', (c) => {
    const { id, name, email } = c.get('owner');
    return c.json({ id, name, email });
  });

  api.get('/bizCards', (c) => {
    const query = readQuery(c.req.url, listQuerySchema);
    const { data, ...page } = listing(c.get('owner').id, query);
    return c.json({ data: data.map(({ card }) => answered(card, query.includeTags)), ...page });
  });

  api.get('/bizCards/search', (c) => {
    const query = readQuery(c.req.url, searchQuerySchema);
    const { data, ...page } = listing(c.get('owner').id, query);
    return c.json({ data: data.map(({ card }) => answered(card, query.includeTags)), ...page });
  });

  // Unverified: that the card comes without an envelope.
  api.get('/bizCards/:id', (c) => {
    const { includeTags } = readQuery(c.req.url, itemQuerySchema);
    return c.json(answered(known(book.get(c.req.param('id'))).card, includeTags));
  });

  api.get('/bizCards/:id/tags', (c) => {
    const query = readQuery(c.req.url, tagsQuerySchema);
    const { card } = known(book.get(c.req.param('id')));
    const tags = card.tags.map((tag) => ({ key: tag.id, item: tag })).sort((a, b) => (a.key < b.key ? -1 : 1));
    return c.json(takePage(tags, 'asc', `tags ${card.id}`, query));
  });

  api.get('/persons/:id', (c) => {
    const { includeTags } = readQuery(c.req.url, itemQuerySchema);
    const id = c.req.param('id');
    const cards = [...book.all()].filter(({ card }) => card.personId === id && book.isCurrent(card.id));
    const head = cards.sort(byExchangeDate).at(-1);
    return c.json({ item: { id, headBizCard: answered(known(head).card, includeTags) } });
  });

  return api;
}

/** Checks the API key, then the rate limit. */
function signedIn(owners: CardOwners, rateLimit: RateLimit): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const apiKey = c.req.header('X-Sansan-Api-Key');
    const owner = apiKey === undefined ? undefined : owners.byKey(apiKey);
    if (apiKey === undefined || owner === undefined)
      throw refusal(401, 'Unauthorized', 'The API key is missing or invalid');
    // Unverified: which code a key for Data Hub alone gets.
    if (owner.keyRange === 'data-hub-only') throw refusal(403, 'Forbidden', 'The API key is for Sansan Data Hub only');
    const budget = rateLimit.take(apiKey);
    if (!budget.taken) throw refusal(429, 'TooManyRequests', 'Too many requests', { retry_after: budget.retryAfter });
    c.set('owner', owner);
    return next();
  };
}

function answered(card: BizCard, includeTags: boolean): BizCard | Omit<BizCard, 'tags'> {
  const { tags, ...rest } = card;
  return includeTags ? { ...rest, tags } : rest;
}

function known(record: CardRecord | undefined): CardRecord {
  if (record === undefined) throw refusal(404, 'NotFound', 'There is no such card');
  return record;
}

function byExchangeDate({ card: one }: CardRecord, { card: other }: CardRecord): number {
  return (one.exchangeDate ?? '') < (other.exchangeDate ?? '') ? -1 : 1;
}
