import type { Stack } from '../stack.ts';
import { checkMailbox, describeDifference, FOLDER_NAME, type LinkTo } from './check-mailbox.ts';
import { expectedContact } from './expected-contact.ts';
import type { CardUser, Visitor } from './people.ts';
import type { Checks } from './report.ts';
import { type Changes, changesBetween, contactVersions, graphCalls, NO_CHANGES, sum, type Versions } from './writes.ts';

/** Who acts, on what, and what has been done so far. */
export interface Scene {
  readonly stack: Stack;
  readonly administrator: Visitor;
  readonly users: readonly CardUser[];
  /** The address of a card's page with `{id}` and `{personId}`, as the administrator enters it. */
  readonly cardUrl: string;
  readonly linkTo: LinkTo;
  /** Whether a difference may tell what is on a card: not when the cards are a person's own. */
  readonly values: boolean;
  /** What the syncs wrote so far. */
  readonly written: Map<CardUser, Changes>;
  /** What else is in the mailboxes, as JSON. */
  readonly belongings: Map<CardUser, string>;
  /** The card of each user on whose contact people wrote something of their own. */
  readonly annotated: Map<CardUser, string>;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** Contacts of one mailbox in a short time; Graph takes 10,000 requests in 10 minutes. */
const NEARLY_THROTTLED = 9_900;

/** Lets time pass, has the timer run, and waits until everything that it set going is done. */
export async function pass({ stack }: Scene, milliseconds: number): Promise<void> {
  stack.letTimePass(milliseconds);
  await stack.app.run('schedule-syncs');
  await stack.app.idle();
}

/**
 * Does something that leads to syncs, and checks that they wrote the contacts of the cards that came, changed or left,
 * each once, and nothing else.
 */
export async function syncing(scene: Scene, checks: Checks, work: () => Promise<void>): Promise<Changes> {
  const { stack, users, written } = scene;
  const before = users.map((user) => {
    const contacts = contactVersions(user.mailbox());
    // Where there is no contact (any more), every card is a new one.
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
  // What goes beyond the limit of a mailbox is refused, and asked for again.
  const isThrottled = done.some(({ created }) => created > NEARLY_THROTTLED);
  const what = `Graph was asked for ${told(calls)}, where ${told(total)} were needed`;
  checks.that(isThrottled || areEqual(calls, total), what);
  checkBelongings(scene, checks);
  return total;
}

/** Compares the whole folder of every user with that user's cards, field by field. */
export function checkFolders({ users, linkTo, values }: Scene, checks: Checks): void {
  for (const user of users) {
    const { checks: count, differences } = checkMailbox(user.mailbox(), user.cards(), linkTo);
    checks.add(
      count,
      differences.map((each) => `${user.person.name}: ${describeDifference(each, { values })}`),
    );
  }
}

/** Everything in a mailbox outside our folder, to the last byte (PRODUCT C2). */
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
