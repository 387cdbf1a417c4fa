import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import * as z from 'zod';
import { type CardContent, cardContentSchema, entryStatusSchema } from '../../sample-data/biz-card.ts';
import type { EmulatorRoutes } from '../emulator.ts';
import type { SansanControls } from './controls.ts';

/** Any part of a card's content. JSON has no `undefined`, so every property that is present has a value. */
const content = cardContentSchema.partial().transform((some) => some as Partial<CardContent>);
const additionSchema = z.strictObject({ ownerId: z.string(), content, entryStatus: entryStatusSchema.optional() });
const completionSchema = z.strictObject({ movesUpdatedTime: z.boolean().optional() });
const mergeSchema = z.strictObject({ otherId: z.string(), current: z.string().optional() });
const giftSchema = z.strictObject({ ownerId: z.string() });
const keySchema = z.strictObject({ range: z.enum(['all', 'data-hub-only']).optional() });

/** The controls over http: JSON in, JSON out. */
export function controlRoutes(controls: SansanControls): EmulatorRoutes {
  const routes: EmulatorRoutes = new Hono();
  routes.onError((error, c) => {
    if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
    throw error;
  });
  routes.get('/owners/:id/cards', (c) => c.json(controls.cards(c.req.param('id'))));
  routes.post('/owners/:id/revoke-key', (c) => {
    controls.revokeApiKey(c.req.param('id'));
    return c.body(null, 204);
  });
  routes.post('/owners/:id/replace-key', async (c) => {
    const { range } = await body(c, keySchema);
    return c.json({ apiKey: controls.replaceApiKey(c.req.param('id'), range) });
  });
  routes.post('/cards', async (c) => {
    const { ownerId, content, entryStatus } = await body(c, additionSchema);
    return c.json(controls.addCard(ownerId, content, entryStatus), 201);
  });
  routes.post('/cards/:id/complete', async (c) =>
    c.json(controls.completeCard(c.req.param('id'), await body(c, completionSchema))),
  );
  routes.post('/cards/:id/edit', async (c) => c.json(controls.editCard(c.req.param('id'), await body(c, content))));
  routes.post('/cards/:id/remove', (c) => {
    controls.removeCard(c.req.param('id'));
    return c.body(null, 204);
  });
  routes.post('/cards/:id/merge', async (c) => {
    const { otherId, current } = await body(c, mergeSchema);
    controls.mergeCards(c.req.param('id'), otherId, { current });
    return c.body(null, 204);
  });
  routes.post('/cards/:id/give', async (c) => {
    const { ownerId } = await body(c, giftSchema);
    return c.json(controls.giveCard(c.req.param('id'), ownerId));
  });
  return routes;
}

/** The JSON body of a request; an empty one counts as `{}`. */
async function body<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  const text = await c.req.text();
  const parsed = schema.safeParse(text === '' ? {} : parseJson(text));
  if (!parsed.success) throw new HTTPException(400, { message: z.prettifyError(parsed.error) });
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
