import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import * as z from 'zod';
import { readCardForm } from './card-forms.ts';
import { cardPage } from './card-page.ts';
import type { InspectorEnv } from './env.ts';
import { cardOwnersOf } from './overview.ts';
import { renderPage } from './page.ts';
import { addressOf } from './panes.ts';
import { say } from './say.ts';

const lookSchema = z.object({
  card: z.string().optional(),
  search: z.string().default(''),
  page: z.coerce.number().int().min(1).optional().catch(undefined),
  form: z.literal('new').optional().catch(undefined),
});
const pairSchema = z.tuple([z.string(), z.string()], {
  error: () => say('名寄せする名刺を2枚選んでください。', 'Choose two cards to merge.'),
});

/** Stands in for the card system's own screens: adds, edits, merges, gives away and deletes cards. */
export function cardRoutes(): Hono<InspectorEnv> {
  const routes = new Hono<InspectorEnv>();
  routes.get('/', (c) => {
    const [first] = cardOwnersOf(c.get('stack'));
    return c.redirect(`/local/cards/${first?.id ?? ''}`, 302);
  });
  routes.get('/:ownerId', (c) => {
    const { stack } = c.var;
    const { owner, owners } = ownerOf(c);
    const shown = { card: undefined, form: undefined, page: undefined, ...lookSchema.parse(c.req.query()) };
    return c.html(renderPage(cardPage(owner, owners, stack.sansan.cards(owner.id), shown)));
  });

  routes.post('/:ownerId', async (c) => {
    const { owner } = ownerOf(c);
    const content = readCardForm(await c.req.parseBody(), owner, []);
    const { id } = c.get('stack').sansan.addCard(owner.id, content);
    return show(c, { card: id });
  });
  routes.post('/:ownerId/merge', async (c) => {
    const [one, other] = pairSchema.parse((await c.req.formData()).getAll('card'));
    c.get('stack').sansan.mergeCards(one, other);
    return show(c, {});
  });
  routes.post('/:ownerId/key/replace', (c) => {
    c.get('stack').sansan.replaceApiKey(c.req.param('ownerId'));
    return show(c, {});
  });
  routes.post('/:ownerId/key/revoke', (c) => {
    c.get('stack').sansan.revokeApiKey(c.req.param('ownerId'));
    return show(c, {});
  });
  routes.post('/:ownerId/:id/edit', async (c) => {
    const { sansan } = c.get('stack');
    const id = c.req.param('id');
    const card = sansan.cards(c.req.param('ownerId')).all.find((other) => other.id === id);
    const content = readCardForm(await c.req.parseBody(), ownerOf(c).owner, card?.tags ?? []);
    sansan.editCard(id, content);
    return show(c, { card: id });
  });
  routes.post('/:ownerId/:id/give', async (c) => {
    const { to } = z.object({ to: z.string() }).parse(await c.req.parseBody());
    c.get('stack').sansan.giveCard(c.req.param('id'), to);
    return show(c, {});
  });
  routes.post('/:ownerId/:id/remove', (c) => {
    c.get('stack').sansan.removeCard(c.req.param('id'));
    return show(c, {});
  });
  return routes;
}

type Here = Context<InspectorEnv, `/:ownerId${string}`>;

function ownerOf(c: Here) {
  const owners = cardOwnersOf(c.get('stack'));
  const owner = owners.find(({ id }) => id === c.req.param('ownerId'));
  if (owner === undefined)
    throw new HTTPException(404, { message: say('この所有者はいません。', 'There is no such card owner.') });
  return { owner, owners };
}

function show(c: Here, query: Parameters<typeof addressOf>[1]): Response {
  return c.redirect(`${addressOf(`/local/cards/${c.req.param('ownerId')}`, query)}#chosen`, 303);
}
