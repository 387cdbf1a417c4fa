import type { MailboxView } from '../emulators/graph/mailbox-view.ts';
import type { BizCard } from '../sample-data/biz-card.ts';
import { INHABITANTS, type Inhabitant, ownerIdOf } from '../sample-data/world.ts';
import type { Stack } from '../stack.ts';
import { type PlainBrowser, plainBrowser, type Stop } from './plain-browser.ts';

/** A person with a browser. */
export interface Visitor {
  readonly person: Inhabitant;
  readonly browser: PlainBrowser;
  /** Opens a page of the app; signs in on the way if asked to. */
  visit(path: string): Promise<Stop>;
}

/** A visitor with cards and a mailbox. */
export interface CardUser extends Visitor {
  readonly ownerId: string;
  /** The cards that the user holds now. */
  cards(): readonly BizCard[];
  mailbox(): MailboxView;
}

/** The person of the sample world with this id. Throws when there is none. */
export function inhabitant(id: string): Inhabitant {
  const found = INHABITANTS.find((person) => person.id === id);
  if (found === undefined) throw new Error(`Nobody is called ${id}.`);
  return found;
}

/** The person with a new browser. */
export function visitor({ app }: Stack, id: string): Visitor {
  const person = inhabitant(id);
  const browser = plainBrowser();
  return {
    person,
    browser,
    visit: async (path) => {
      const stop = await browser.open(app.origin + path);
      return stop.url.origin === app.origin ? stop : browser.press(person.name);
    },
  };
}

/** The visitor together with the cards and the mailbox. */
export function cardUser(stack: Stack, id: string): CardUser {
  const ownerId = ownerIdOf(id);
  const someone = visitor(stack, id);
  return {
    ...someone,
    ownerId,
    cards: () => stack.sansan.cards(ownerId).listed,
    mailbox: () => stack.graph.mailbox(someone.person.address),
  };
}
