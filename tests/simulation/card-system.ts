import type { Card } from '../../shared/cards/card.ts';
import { type CardSource, CardSourceFailure } from '../../shared/cards/card-source.ts';
import { SECOND } from '../../shared/clock.ts';
import type { CardId } from '../../shared/ids.ts';
import { blankCard } from '../unit/fixtures/cards.ts';
import type { Invocation, Wire } from './invocation.ts';
import type { Timeline } from './timeline.ts';
import { CANARY } from './watch.ts';

/** Outlook refuses a contact with this in its title, for whatever reason of its own. */
export const REFUSED = 'REFUSED';

/** Outlook never answers for a contact with this in its title, and does the work every other time. */
export const BROKEN = 'BROKEN';

/** Cards on one page of a listing. */
const PAGE = 15;

interface StoredCard {
  card: Card;
  updatedAt: number;
  /** Data entry may end long after the update time, and does not move it. */
  readableFrom: number;
  /** Since when it has been in the person's 「マイデータ」 without a break. */
  readonly since: number;
}

/** The cards of one person. */
export interface CardBox {
  readonly email: string;
  readonly cards: Map<CardId, StoredCard>;
  /** Cards that were given away, merged or deleted, to come back perhaps. */
  readonly gone: Card[];
  /** The one key that opens the box now. */
  key: string;
  /** The service answers empty listings by mistake until then. */
  emptyUntil: number;
  failingUntil: number;
  add(count: number, entryTook: number): void;
  change(id: CardId): void;
  /** Gives the card content that Outlook refuses, until it changes again. */
  spoil(id: CardId): void;
  /** Gives the card content on which Outlook breaks, until it changes again. */
  breakOn(id: CardId): void;
  /** A memo or a tag: moves the update time, and nothing that is mapped. */
  touch(id: CardId): void;
  vanish(id: CardId): void;
  returns(): void;
  newKey(): string;
  /** Cards that a complete listing shows. */
  readable(): readonly Card[];
}

export function openCardBox(timeline: Timeline, owner: string): CardBox {
  const cards = new Map<CardId, StoredCard>();
  const gone: Card[] = [];
  let made = 0;
  let keys = 0;
  // Keys have 32 letters and digits.
  const freshKey = () => `${CANARY}KEY${owner}${++keys}x`.padEnd(32, '0');
  const wholeSeconds = () => Math.floor(timeline.now() / SECOND) * SECOND;
  const put = (card: Card, age: number, readableFrom: number) => {
    const now = timeline.now();
    cards.set(card.id, { card, updatedAt: wholeSeconds() - age, readableFrom, since: Math.max(now, readableFrom) });
  };

  function entitle(id: CardId, title: string): void {
    const stored = cards.get(id);
    if (stored === undefined) return;
    stored.card = { ...stored.card, title };
    stored.updatedAt = wholeSeconds();
  }

  return {
    email: `${owner}@mihon.example.com`,
    cards,
    gone,
    key: freshKey(),
    emptyUntil: 0,
    failingUntil: 0,
    add(count, entryTook) {
      for (let n = 0; n < count; n += 1) {
        const id = `${owner}-card${++made}`;
        const registeredTime = new Date(timeline.now()).toISOString();
        const lastName = `${CANARY}${made}`;
        put(blankCard({ id, lastName, companyName: '見本商事', registeredTime }), entryTook, timeline.now());
      }
    },
    change: (id) => entitle(id, `${CANARY}${++made}`),
    spoil: (id) => entitle(id, `${CANARY}${REFUSED}${++made}`),
    breakOn: (id) => entitle(id, `${CANARY}${BROKEN}${++made}`),
    touch(id) {
      const stored = cards.get(id);
      if (stored !== undefined) stored.updatedAt = wholeSeconds();
    },
    vanish(id) {
      const stored = cards.get(id);
      if (stored === undefined) return;
      gone.push(stored.card);
      cards.delete(id);
    },
    returns() {
      const card = gone.pop();
      // Its update time moves: it has a new owner.
      if (card !== undefined) put(card, 0, timeline.now());
    },
    newKey() {
      this.key = freshKey();
      return this.key;
    },
    readable: () =>
      [...cards.values()].filter((stored) => stored.readableFrom <= timeline.now()).map(({ card }) => card),
  };
}

/** The card system behind one key, as `by` calls it. Pages are keyed, so what moves between two pages is not doubled. */
export function cardSource(
  wire: Wire,
  timeline: Timeline,
  by: Invocation,
  boxes: readonly CardBox[],
  key: string,
): CardSource {
  const failures = {
    lost: (): never => {
      throw new CardSourceFailure('unavailable', 'No answer.');
    },
    refused: (fault: string): never => {
      if (fault === 'throttle') throw new CardSourceFailure('throttled', 'Wait.', { retryAfterSeconds: 60 });
      throw new CardSourceFailure('unavailable', 'Refused.');
    },
  };

  function open(): CardBox {
    const box = boxes.find((candidate) => candidate.key === key);
    if (box === undefined) throw new CardSourceFailure('key-refused', 'The key is refused.');
    if (timeline.now() < box.failingUntil) throw new CardSourceFailure('unavailable', 'Down.');
    return box;
  }

  return {
    owner: () =>
      wire.call(by, {
        port: 'cards',
        name: 'owner',
        effect: () => {
          const { email } = open();
          return { id: email, name: '', email };
        },
        ...failures,
      }),

    async *updatedIn({ from, to }) {
      const first = Math.floor(from.getTime() / SECOND) * SECOND;
      const last = Math.ceil(to.getTime() / SECOND) * SECOND;
      let after = '';
      for (;;) {
        const page = await wire.call(by, {
          port: 'cards',
          name: 'page',
          effect: () => {
            const box = open();
            const now = timeline.now();
            if (now < box.emptyUntil) return { cards: [], next: undefined };
            const listed = [...box.cards.values()]
              .filter(({ updatedAt, readableFrom }) => readableFrom <= now && updatedAt >= first && updatedAt <= last)
              .map(({ card, updatedAt }) => ({ card, place: `${updatedAt} ${card.id}` }))
              .filter(({ place }) => place > after)
              .sort((a, b) => (a.place < b.place ? -1 : 1));
            const shown = listed.slice(0, PAGE);
            return {
              cards: shown.map(({ card }) => card),
              next: listed.length > PAGE ? shown.at(-1)?.place : undefined,
            };
          },
          ...failures,
        });
        yield page.cards;
        if (page.next === undefined) return;
        after = page.next;
      }
    },
  };
}
