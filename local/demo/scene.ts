import type { Stack } from '../stack.ts';
import type { Weather } from '../weather.ts';
import { checkMailbox, describeDifference, FOLDER_NAME, type LinkTo } from './check-mailbox.ts';
import { expectedContact } from './expected-contact.ts';
import type { CardUser, Visitor } from './people.ts';
import type { Checks } from './report.ts';
import { type Changes, changesBetween, contactVersions, graphCalls, NO_CHANGES, sum, type Versions } from './writes.ts';

/** People, stack and state of the story. */
export interface Scene {
  readonly stack: Stack;
  readonly administrator: Visitor;
  readonly users: readonly CardUser[];
  /** The address of a card's page with `{id}` and `{personId}`, as the administrator enters it. */
  readonly cardUrl: string;
  readonly linkTo: LinkTo;
  /** Whether a difference may contain card content: not when the cards are real ones. */
  readonly values: boolean;
  /** Contacts that the syncs have written so far, by user. */
  readonly written: Map<CardUser, Changes>;
  /** Other mailbox content, as JSON, by user. */
  readonly belongings: Map<CardUser, string>;
  /** For each user, the card on whose contact the user wrote something. */
  readonly annotated: Map<CardUser, string>;
  /** What the services do at random meanwhile; `undefined` for a story in fair weather. */
  readonly weather: Weather | undefined;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** Contacts that one mailbox can take in a short time; Graph allows 10,000 requests in 10 minutes. */
const NEARLY_THROTTLED = 9_900;

/**
 * Lets time pass, runs the timer, and waits until all work that it started is done. Where there is weather, it comes up
 * meanwhile and clears, and then there are three more hours in which what it hindered is made up for.
 */
export async function pass({ stack, weather }: Scene, milliseconds: number): Promise<void> {
  const work = (time: number) => {
    stack.letTimePass(time);
    return stack.app.run('schedule-syncs').finally(() => stack.app.idle());
  };
  if (weather === undefined) return work(milliseconds);
  weather.blow();
  // Where the weather makes even the timer fail, its next run serves that time, too.
  await work(milliseconds).catch(() => undefined);
  weather.clear();
  for (let times = 0; times < 6; times += 1) await work(30 * MINUTE);
}

/**
 * Does something that leads to syncs, and checks that each added, changed or removed card caused exactly one write,
 * and that nothing else was written.
 */
export async function syncing(scene: Scene, checks: Checks, work: () => Promise<void>): Promise<Changes> {
  const { stack, users, written } = scene;
  const before = users.map((user) => {
    const contacts = contactVersions(user.mailbox());
    // Without contacts (any more), every card counts as new.
    const cards: Versions = contacts.size === 0 ? new Map() : cardVersions(scene, user);
    return { user, contacts, cards };
  });
  const callsBefore = graphCalls(stack).contactWrites;
  await work();

  const done = before.map(({ user, contacts, cards }) => {
    const changes = changesBetween(contacts, contactVersions(user.mailbox()));
    const due = changesBetween(cards, cardVersions(scene, user));
    const what = `${user.person.name}: ${told(changes)} in Outlook, where it should be ${told(due)}`;
    checks.that(areEqual(changes, due), what);
    written.set(user, sum([written.get(user) ?? NO_CHANGES, changes]));
    return changes;
  });
  const total = sum(done);
  const calls = difference(graphCalls(stack).contactWrites, callsBefore);
  // Requests beyond the limit of a mailbox are refused and repeated later, so the counts do not match.
  // So are requests whose answer was lost or refused by the weather.
  const isRepeated = scene.weather !== undefined || done.some(({ created }) => created > NEARLY_THROTTLED);
  const what = `Graph was asked for ${told(calls)}, where ${told(total)} were needed`;
  checks.that(isRepeated || areEqual(calls, total), what);
  checkBelongings(scene, checks);
  return total;
}

/** Compares the folder of every user with the user's cards, field by field. */
export function checkFolders({ users, linkTo, values }: Scene, checks: Checks): void {
  for (const user of users) {
    const { checks: count, differences } = checkMailbox(user.mailbox(), user.cards(), linkTo);
    checks.add(
      count,
      differences.map((each) => `${user.person.name}: ${describeDifference(each, { values })}`),
    );
  }
}

/** Everything in a mailbox outside our folder, for an exact comparison (PRODUCT C2). */
export function belongings(user: CardUser): string {
  const { contacts, folders } = user.mailbox();
  return JSON.stringify({ contacts, folders: folders.filter(({ displayName }) => displayName !== FOLDER_NAME) });
}

export function told({ created, updated, removed }: Changes): string {
  return `${created} created, ${updated} updated, ${removed} removed`;
}

function checkBelongings({ belongings: remembered }: Scene, checks: Checks): void {
  for (const [user, before] of remembered) {
    checks.that(belongings(user) === before, `${user.person.name}: something outside our folder changed`);
  }
}

function cardVersions({ linkTo }: Scene, user: CardUser): Versions {
  return new Map(user.cards().map((card) => [card.id, JSON.stringify(expectedContact(card, linkTo(card)))]));
}

function areEqual(one: Changes, other: Changes): boolean {
  return one.created === other.created && one.updated === other.updated && one.removed === other.removed;
}

function difference(one: Changes, other: Changes): Changes {
  return {
    created: one.created - other.created,
    updated: one.updated - other.updated,
    removed: one.removed - other.removed,
  };
}
