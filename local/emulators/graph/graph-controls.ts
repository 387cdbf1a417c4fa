import { type Context, Hono } from 'hono';
import * as z from 'zod';
import type { Latency } from './contacts-api.ts';
import { errorAnswer } from './graph-error.ts';
import { MAILBOX_CONDITIONS, type MailboxCondition } from './mailbox-records.ts';
import type { MailboxView } from './mailbox-view.ts';
import { type PersonAction, personAction } from './person.ts';
import { type Weather, weatherSchema } from './weather.ts';

/** Changes to mailboxes by people and tests, not visible to the app. Each throws for an address without a mailbox. */
export interface GraphControls {
  mailbox(address: string): MailboxView;
  /** Acts as the owner in Outlook; returns the id of what was created or changed. */
  act(address: string, action: PersonAction): string | undefined;
  setCondition(address: string, condition: MailboxCondition): void;
  setLatency(latency: Latency): void;
  setWeather(weather: Partial<Weather>): void;
  /**
   * In what the requests since the last reset, and the answers to them, differ from the published metadata; `undefined`
   * where the emulator has none.
   */
  disagreements(): readonly string[] | undefined;
}

const latency = z.strictObject({ readMs: z.number().nonnegative(), writeMs: z.number().nonnegative() });
const condition = z.strictObject({ address: z.string(), condition: z.enum(MAILBOX_CONDITIONS) });
const action = z.strictObject({ address: z.string(), action: personAction });

/**
 * The controls over http: `POST latency`, `weather`, `condition` and `person`, with the arguments as JSON, and
 * `GET disagreements`.
 */
export function controlRoutes(controls: GraphControls): Hono {
  const routes = new Hono();
  routes.onError((error, c) =>
    error instanceof z.ZodError ? c.json({ error: error.issues }, 400) : errorAnswer(error),
  );
  routes.post('/latency', async (c) => {
    controls.setLatency(latency.parse(await body(c)));
    return c.body(null, 204);
  });
  routes.post('/weather', async (c) => {
    controls.setWeather(weatherSchema.parse(await body(c)));
    return c.body(null, 204);
  });
  routes.get('/disagreements', (c) => c.json(controls.disagreements() ?? []));
  routes.post('/condition', async (c) => {
    const parsed = condition.parse(await body(c));
    controls.setCondition(parsed.address, parsed.condition);
    return c.body(null, 204);
  });
  routes.post('/person', async (c) => {
    const parsed = action.parse(await body(c));
    return c.json({ id: controls.act(parsed.address, parsed.action) });
  });
  return routes;
}

async function body(c: Context): Promise<unknown> {
  return c.req.json().catch(() => undefined);
}
