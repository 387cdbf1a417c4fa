import type { BizCard } from '../../sample-data/biz-card.ts';
import type { Store } from '../store.ts';

/** A card with data that the API does not return. */
export interface CardRecord {
  card: BizCard;
  /** End of data entry; null while it is in progress. */
  completedTime: string | null;
  /** Selected manually as the current card of its group. */
  chosen: boolean;
}

/** All cards of all owners. */
export interface CardBook {
  get(id: string): CardRecord | undefined;
  put(record: CardRecord): void;
  remove(id: string): void;
  all(): Iterable<CardRecord>;
  /** All cards merged with this one, including itself. */
  group(record: CardRecord): CardRecord[];
  /** Whether it is the current card of its group. */
  isCurrent(id: string): boolean;
  /** Increases with every change. */
  revision(): number;
  clear(): void;
}

/** The cards in the store; current cards are computed on first use after a change. */
export function createCardBook(store: Store): CardBook {
  const records = store.collection<CardRecord>('sansan-cards');
  let revision = 0;
  let current: { revision: number; ids: Set<string> } | undefined;
  return {
    get: (id) => records.get(id),
    put: (record) => {
      revision += 1;
      records.set(record.card.id, record);
    },
    remove: (id) => {
      revision += 1;
      records.delete(id);
    },
    all: () => records.values(),
    group: (record) => {
      const key = groupOf(record);
      return [...records.values()].filter((other) => groupOf(other) === key);
    },
    isCurrent: (id) => {
      if (current?.revision !== revision) current = { revision, ids: currentIds(records.values()) };
      return current.ids.has(id);
    },
    revision: () => revision,
    clear: () => {
      revision += 1;
      records.clear();
    },
  };
}

/**
 * Key of a group. Cards of one owner with the same person and company are one group; the same person at two companies
 * stays two cards. A card whose data entry is in progress has not been merged yet.
 */
function groupOf({ card }: CardRecord): string {
  if (card.personId === null || card.entryStatus !== 'completed') return `card ${card.id}`;
  return JSON.stringify([card.owner.id, card.personId, card.companyId ?? card.companyName]);
}

function currentIds(records: Iterable<CardRecord>): Set<string> {
  const heads = new Map<string, CardRecord>();
  for (const record of records) {
    const key = groupOf(record);
    const head = heads.get(key);
    if (head === undefined || precedence(record) > precedence(head)) heads.set(key, record);
  }
  return new Set([...heads.values()].map(({ card }) => card.id));
}

/**
 * Sort key: the chosen card, else the one exchanged last. Cards without a date are ordered by the system: here by
 * registration.
 */
function precedence({ card, chosen }: CardRecord): string {
  return [chosen ? 1 : 0, card.exchangeDate ?? '0000-00-00', card.registeredTime, card.id].join(' ');
}
