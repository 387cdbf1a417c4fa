import type { CardBook, CardRecord } from './card-book.ts';
import { type Listed, type Page, takePage } from './paging.ts';
import type { ListQuery, SearchQuery } from './queries.ts';

const KEPT = 8;

/** Answers the card list and the card search of one owner, page by page. */
export type CardListing = (ownerId: string, query: ListQuery | SearchQuery) => Page<CardRecord>;

/** A listing is filtered and sorted once; further pages reuse the result until a card changes. */
export function createCardListing(book: CardBook): CardListing {
  const kept = new Map<string, { revision: number; sorted: Listed<CardRecord>[] }>();
  return (ownerId, query) => {
    const { limit, nextPageToken, ...filters } = query;
    const listing = JSON.stringify([ownerId, filters]);
    const revision = book.revision();
    let found = kept.get(listing);
    if (found?.revision !== revision) {
      found = { revision, sorted: sortedRecords(book, ownerId, query) };
      kept.delete(listing);
      kept.set(listing, found);
      for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
    }
    return takePage(found.sorted, query.orderDirection, listing, { limit, nextPageToken });
  };
}

function sortedRecords(book: CardBook, ownerId: string, query: ListQuery | SearchQuery): Listed<CardRecord>[] {
  const listed: Listed<CardRecord>[] = [];
  for (const record of book.all()) {
    const { card } = record;
    if (query.range === 'me' && card.owner.id !== ownerId) continue;
    if (card.entryStatus !== query.entryStatus) continue;
    if (!query.includePastBizCards && !book.isCurrent(card.id)) continue;
    if (!('updatedFrom' in query ? isWithin(record, query) : isFound(record, query))) continue;
    listed.push({ key: `${sortTime(record, query.orderBy)} ${card.id}`, item: record });
  }
  const sign = query.orderDirection === 'asc' ? 1 : -1;
  return listed.sort((one, other) => (one.key < other.key ? -sign : sign));
}

function isWithin({ card }: CardRecord, { updatedFrom, updatedTo }: ListQuery): boolean {
  return card.updatedTime >= updatedFrom && card.updatedTime <= updatedTo;
}

/**
 * Company and phone numbers match as substrings, the name as a prefix, the e-mail address exactly, tags if any
 * matches.
 */
function isFound({ card }: CardRecord, { companyName, name, email, tel, mobile, tagId }: SearchQuery): boolean {
  return (
    (card.companyName ?? '').includes(companyName ?? '') &&
    `${card.lastName ?? ''}${card.firstName ?? ''}`.startsWith(name ?? '') &&
    (email === undefined || card.email === email) &&
    (card.tel ?? '').includes(tel ?? '') &&
    (card.mobile ?? '').includes(mobile ?? '') &&
    (tagId === undefined || card.tags.some((tag) => tagId.includes(tag.id)))
  );
}

function sortTime({ card, completedTime }: CardRecord, orderBy: ListQuery['orderBy']): string {
  switch (orderBy) {
    case 'registeredAt':
      return card.registeredTime;
    case 'completedAt':
      return completedTime ?? '';
    case 'updatedAt':
      return card.updatedTime;
  }
}
