import { Hono } from 'hono';
import type { BizCard } from '../../sample-data/biz-card.ts';
import { type Emulator, type EmulatorRoutes, type ListenOptions, listen } from '../emulator.ts';
import type { Store } from '../store.ts';
import { createCardBook } from './card-book.ts';
import { createCardOwners } from './card-owners.ts';
import { cardPage, noCardPage } from './card-page.ts';
import { controlRoutes } from './control-routes.ts';
import { createControls, type SansanControls } from './controls.ts';
import { API_VERSIONS, openApiRoutes } from './open-api.ts';
import { createRateLimit } from './rate-limit.ts';

/** A user of the card system in the seed. */
export interface CardOwner {
  id: string;
  name: string;
  email: string;
  /** 32 letters and digits. */
  apiKey: string;
  /** Used when the store does not know the owner yet. */
  cards: readonly BizCard[];
}

interface SansanOptions extends ListenOptions {
  store: Store;
  owners: readonly CardOwner[];
  /** Default: the clock of this process. */
  clock?: () => Date;
}

/**
 * An emulator of the Sansan Open API, and of the page of a card at `/v/card/{id}`. All cards belong to one company
 * whose users may see each other's. Throws when an API key has an invalid format.
 */
export async function startSansanEmulator(options: SansanOptions): Promise<Emulator & SansanControls> {
  for (const { id, apiKey } of options.owners) {
    if (!/^[0-9A-Za-z]{32}$/.test(apiKey)) throw new Error(`The API key of ${id} must be 32 letters and digits`);
  }
  const clock = options.clock ?? (() => new Date());
  const book = createCardBook(options.store);
  const owners = createCardOwners(options.store);
  const rateLimit = createRateLimit(clock);
  const controls = createControls(book, owners, clock);

  function seed(): void {
    for (const { id, name, email, apiKey, cards } of options.owners) {
      if (owners.get(id) !== undefined) continue;
      owners.put({ id, name, email, apiKey, keyRange: 'all' });
      for (const card of cards) {
        book.put({
          card: { ...card, owner: { id, name } },
          completedTime: card.entryStatus === 'completed' ? card.registeredTime : null,
          chosen: false,
        });
      }
    }
  }
  seed();

  const routes: EmulatorRoutes = new Hono();
  const api = openApiRoutes(book, owners, rateLimit);
  for (const version of API_VERSIONS) routes.route(`/${version}`, api);
  routes.route('/_emulator', controlRoutes(controls));
  routes.get('/v/card/:id', (c) => {
    const record = book.get(c.req.param('id'));
    return record === undefined ? c.html(noCardPage(), 404) : c.html(cardPage(record.card));
  });

  const emulator = await listen(
    {
      name: 'sansan',
      routes,
      state: () => ({
        owners: owners.all().map((owner) => {
          const { listed, all } = controls.cards(owner.id);
          return { ...owner, listed: listed.length, all: all.length };
        }),
      }),
      reset: () => {
        book.clear();
        owners.clear();
        rateLimit.clear();
        seed();
      },
    },
    options,
  );
  return { ...emulator, ...controls };
}
