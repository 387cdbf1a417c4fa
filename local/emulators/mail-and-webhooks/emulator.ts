import { Hono } from 'hono';
import { type Emulator, type EmulatorRoutes, type ListenOptions, listen } from '../emulator.ts';
import { createFaults } from '../faults.ts';
import { createRequestLog } from '../request-log.ts';
import type { Store } from '../store.ts';
import { type CaughtMail, startMailServer } from './mail-server.ts';

/** A received webhook call. */
export interface CaughtWebhook {
  readonly at: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Receives the notifications of the local stack. */
export interface MailAndWebhooksEmulator extends Emulator {
  /** The mail server as a value of the app's setting. */
  readonly smtp: string;
  /** A URL that accepts webhook calls. */
  readonly webhook: string;
  /** Keeps a mail that came another way than by SMTP. */
  deliver(mail: CaughtMail): void;
  /** Oldest first. */
  mails(): readonly CaughtMail[];
  webhooks(): readonly CaughtWebhook[];
}

/** Maximum number of mails, and of webhook calls, that are kept. */
const KEPT = 200;

/** A mail server and a webhook receiver that store what they get and forward nothing. */
export async function startMailAndWebhooksEmulator({
  store,
  smtpPort = 0,
  smtpHost = '127.0.0.1',
  sender,
  ...where
}: ListenOptions & {
  store: Store;
  smtpPort?: number;
  smtpHost?: string;
  sender: string;
}): Promise<MailAndWebhooksEmulator> {
  const mails = keeper<CaughtMail>(store, 'mails');
  const webhooks = keeper<CaughtWebhook>(store, 'webhooks');
  const requests = createRequestLog();
  const faults = createFaults();
  const credential = { user: 'notices', password: 'local-secret' };
  const server = await startMailServer({
    port: smtpPort,
    hostname: smtpHost,
    ...credential,
    sender,
    faults,
    requests,
    deliver: mails.add,
  });

  const routes: EmulatorRoutes = new Hono();
  routes.post('/webhook', async (c) => {
    webhooks.add({ at: new Date().toISOString(), headers: c.req.header(), body: await c.req.text() });
    return c.body(null, 204);
  });
  const emulator = await listen(
    {
      name: 'notices',
      routes,
      requests,
      faults,
      state: () => ({ mails: mails.all(), webhooks: webhooks.all() }),
      reset: () => {
        mails.clear();
        webhooks.clear();
      },
    },
    where,
  );
  return {
    ...emulator,
    smtp: server.url,
    webhook: `${emulator.origin}/webhook`,
    deliver: mails.add,
    mails: mails.all,
    webhooks: webhooks.all,
    close: async () => {
      await Promise.all([server.close(), emulator.close()]);
    },
  };
}

function keeper<T>(store: Store, name: string) {
  const collection = store.collection<readonly T[]>(name);
  const all = () => collection.get('all') ?? [];
  return {
    all,
    add: (one: T) => collection.set('all', [...all(), one].slice(-KEPT)),
    clear: () => collection.clear(),
  };
}
