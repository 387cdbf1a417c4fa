import type { BizCard } from '../../local/sample-data/biz-card.ts';
import { generateCards } from '../../local/sample-data/generate.ts';

/** People of one organization who have cards and a mailbox. */
interface Group {
  readonly organizationId: string;
  readonly people: number;
  readonly cards: number;
}

/** Who there is in the emulators of a measurement. */
export interface Population {
  readonly groups: readonly Group[];
  /** Heads of linked people in the database, without cards and mailboxes. */
  readonly headsOnly: number;
}

/** Somebody with cards and a mailbox. */
export interface Person {
  readonly organizationId: string;
  readonly userId: string;
  /** Opens the cards: 32 letters and digits. */
  readonly apiKey: string;
  readonly objectId: string;
}

export const TENANT = '11111111-1111-4111-8111-111111111111';

/** All cards are older than this, so that a look at recent changes finds none of them. */
const LONG_AGO = new Date('2026-01-01T00:00:00Z');

export function peopleOf({ groups }: Population): Person[] {
  return groups.flatMap(({ organizationId, people }, group) =>
    Array.from({ length: people }, (_, index) => {
      const number = `${group}${String(index).padStart(6, '0')}`;
      return {
        organizationId,
        userId: `user-${number}`,
        apiKey: number.padStart(32, 'k'),
        objectId: `aaaaaaaa-aaaa-4aaa-8aaa-${number.padStart(12, '0')}`,
      };
    }),
  );
}

/** The same cards for the same person in every process. */
export function cardsOf({ userId }: Person, count: number): BizCard[] {
  return generateCards({ seed: 'bench', count, ownerId: userId, ownerName: '見本 花子', now: LONG_AGO });
}

export function cardCountOf({ groups }: Population, person: Person): number {
  return groups.find(({ organizationId }) => organizationId === person.organizationId)?.cards ?? 0;
}
