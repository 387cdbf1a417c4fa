import { randomUUID } from 'node:crypto';
import { HTTPException } from 'hono/http-exception';
import { type BizCard, blankContent, type CardContent, type EntryStatus } from '../../sample-data/biz-card.ts';
import { tokyoTime } from '../../sample-data/tokyo-time.ts';
import type { CardBook, CardRecord } from './card-book.ts';
import { type CardOwners, type KeyRange, newApiKey, type OwnerRecord } from './card-owners.ts';

/** What users do on the card system's own screens. An unknown id throws an `HTTPException` with 404. */
export interface SansanControls {
  /** The cards that the API lists for the owner by default (current and completed), and all cards. */
  cards(ownerId: string): { listed: BizCard[]; all: BizCard[] };
  addCard(ownerId: string, content: Partial<CardContent>, entryStatus?: EntryStatus): BizCard;
  /** Ends data entry. It is not documented whether that changes the update time: here only on request. */
  completeCard(id: string, options?: { movesUpdatedTime?: boolean | undefined }): BizCard;
  /** Edits a card, its memo or its tags. Unverified: that memo and tags change the update time too. */
  editCard(id: string, changes: Partial<CardContent>): BizCard;
  removeCard(id: string): void;
  /**
   * 名寄せ: makes two completed cards of one owner the same person at the same company. The one exchanged last stays
   * listed, or the one given as `current`. Unverified: that the update time does not change.
   */
  mergeCards(id: string, otherId: string, options?: { current?: string | undefined }): void;
  /** Unverified: that the update time does not change. */
  giveCard(id: string, ownerId: string): BizCard;
  revokeApiKey(ownerId: string): void;
  /** Replaces the API key with a new one and returns it. */
  replaceApiKey(ownerId: string, range?: KeyRange): string;
}

/** Changes cards and owners directly, without API key and rate limit. */
export function createControls(book: CardBook, owners: CardOwners, clock: () => Date): SansanControls {
  const now = () => tokyoTime(clock());

  function record(id: string): CardRecord {
    const found = book.get(id);
    if (found === undefined) throw new HTTPException(404, { message: `There is no card ${id}` });
    return found;
  }

  function owner(id: string): OwnerRecord {
    const found = owners.get(id);
    if (found === undefined) throw new HTTPException(404, { message: `There is no card owner ${id}` });
    return found;
  }

  function update(id: string, changes: Partial<BizCard>, more: Partial<CardRecord> = {}): BizCard {
    const before = record(id);
    const card = { ...before.card, ...changes };
    book.put({ ...before, ...more, card });
    return card;
  }

  return {
    cards: (ownerId) => {
      const { id } = owner(ownerId);
      const all = [...book.all()].map(({ card }) => card).filter((card) => card.owner.id === id);
      return { all, listed: all.filter((card) => card.entryStatus === 'completed' && book.isCurrent(card.id)) };
    },
    addCard: (ownerId, content, entryStatus = 'completed') => {
      const { id, name } = owner(ownerId);
      const card: BizCard = {
        ...blankContent,
        ...content,
        id: `CARD-${randomUUID()}`,
        personId: null,
        companyId: null,
        owner: { id, name },
        registeredTime: now(),
        updatedTime: now(),
        entryStatus,
      };
      book.put({ card, completedTime: entryStatus === 'completed' ? now() : null, chosen: false });
      return card;
    },
    completeCard: (id, { movesUpdatedTime = false } = {}) => {
      const updatedTime = movesUpdatedTime ? now() : record(id).card.updatedTime;
      return update(id, { entryStatus: 'completed', updatedTime }, { completedTime: now() });
    },
    editCard: (id, changes) => update(id, { ...changes, updatedTime: now() }),
    removeCard: (id) => book.remove(record(id).card.id),
    mergeCards: (id, otherId, { current } = {}) => {
      const [one, other] = [record(id), record(otherId)];
      const isPair = id !== otherId && one.card.owner.id === other.card.owner.id;
      if (!isPair || [one, other].some(({ card }) => card.entryStatus !== 'completed')) {
        throw new HTTPException(400, { message: 'Only two completed cards of one owner can be merged' });
      }
      const members = [...book.group(one), ...book.group(other)];
      if (current !== undefined && members.every(({ card }) => card.id !== current)) {
        throw new HTTPException(400, { message: 'The current card must be one of the merged cards' });
      }
      const same = {
        personId: one.card.personId ?? other.card.personId ?? newId(),
        companyId: one.card.companyId ?? other.card.companyId ?? newId(),
      };
      for (const { card } of members) update(card.id, same, { chosen: card.id === current });
    },
    giveCard: (id, ownerId) => {
      const to = owner(ownerId);
      return update(id, { owner: { id: to.id, name: to.name } }, { chosen: false });
    },
    revokeApiKey: (ownerId) => owners.put({ ...owner(ownerId), apiKey: null }),
    replaceApiKey: (ownerId, range = 'all') => {
      const apiKey = newApiKey();
      owners.put({ ...owner(ownerId), apiKey, keyRange: range });
      return apiKey;
    },
  };
}

function newId(): string {
  return randomUUID().replaceAll('-', '');
}
