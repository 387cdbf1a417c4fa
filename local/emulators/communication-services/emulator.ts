import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import * as z from 'zod';
import { type Emulator, type EmulatorRoutes, type ListenOptions, listen } from '../emulator.ts';
import type { CaughtMail } from '../mail-and-webhooks/mail-server.ts';

const MINUTE = 60_000;

/** Limits of a domain that Azure manages. Source: "Service limits for Azure Communication Services", Email. */
const LIMITS = [
  { within: MINUTE, most: 5 },
  { within: 60 * MINUTE, most: 10 },
];

const address = z.strictObject({ address: z.email(), displayName: z.string().optional() });
/** Source: EmailMessage of the REST API, version 2025-09-01; unverified: that unknown fields are refused. */
const messageSchema = z.strictObject({
  senderAddress: z.string(),
  recipients: z.strictObject({ to: z.array(address).min(1) }),
  content: z.strictObject({
    // unverified: that a line break is refused.
    subject: z.string().regex(/^[^\r\n]+$/),
    plainText: z.string(),
    html: z.string(),
  }),
  headers: z.record(z.string().regex(/^[\w-]+$/), z.string()).default({}),
  userEngagementTrackingDisabled: z.boolean().default(false),
});
type Message = z.infer<typeof messageSchema>;

interface Operation {
  readonly message: Message;
  /** Why the mail is not delivered; `undefined` when it is. */
  readonly error: string | undefined;
  hasBeenAskedFor: boolean;
}

/** What can be changed from outside. */
const controlSchema = z.discriminatedUnion('kind', [
  /** The address is on the list of those to whom nothing is sent. */
  z.object({ kind: z.literal('suppress'), address: z.string() }),
  /** The sender's domain is no longer linked, or is again. */
  z.object({ kind: z.literal('domain'), linked: z.boolean() }),
  /** The identity has no role on the resource, or has one again. */
  z.object({ kind: z.literal('role'), given: z.boolean() }),
]);
type Control = z.infer<typeof controlSchema>;

export interface CommunicationServicesEmulator extends Emulator {
  /** Messages that were delivered, oldest first. */
  delivered(): readonly Message[];
  change(control: Control): void;
}

/**
 * Azure Communication Services, as far as it sends mail.
 *
 * @param deliver is given each mail that reaches its recipients
 */
export async function startCommunicationServicesEmulator({
  sender,
  deliver = () => undefined,
  ...where
}: ListenOptions & {
  readonly sender: string;
  readonly deliver?: (mail: CaughtMail) => void;
}): Promise<CommunicationServicesEmulator> {
  const operations = new Map<string, Operation>();
  let accepted: number[] = [];
  let suppressed = new Set<string>();
  let isLinked = true;
  let hasRole = true;
  const delivered = () => [...operations.values()].filter(({ error }) => error === undefined).map((one) => one.message);

  const change = (control: Control) => {
    switch (control.kind) {
      case 'suppress':
        suppressed.add(control.address);
        return;
      case 'domain':
        isLinked = control.linked;
        return;
      case 'role':
        hasRole = control.given;
        return;
    }
  };

  /** Seconds until the domain takes the next mail, if it has had too many. */
  function secondsToWait(now: number): number | undefined {
    const ends = LIMITS.flatMap(({ within, most }) => {
      const recent = accepted.filter((at) => at > now - within);
      const oldest = recent.at(-most);
      return oldest === undefined ? [] : [oldest + within];
    });
    return ends.length === 0 ? undefined : Math.ceil((Math.max(...ends) - now) / 1000);
  }

  const routes: EmulatorRoutes = new Hono();
  routes.use('/emails/*', guard);
  routes.use('/emails:send', guard);
  async function guard(...[c, next]: Parameters<Parameters<EmulatorRoutes['use']>[1]>) {
    if (!/^Bearer \S+$/.test(c.req.header('authorization') ?? '')) return refused(401, 'Denied');
    if (c.req.query('api-version') === undefined) return refused(400, 'MissingApiVersionParameter');
    // unverified: the status; "Denied by the resource provider" is what identities without a role were reported to get.
    if (!hasRole) return refused(401, 'Denied');
    return next();
  }
  routes.post('/emails:send', async (c) => {
    const message = messageSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!message.success) return refused(400, 'BadRequest');
    // unverified: the status of these two; the codes are those of the email logs.
    if (!isLinked) return refused(404, 'DomainNotLinked');
    if (message.data.senderAddress !== sender) return refused(400, 'InvalidSenderUserName');
    const now = Date.now();
    const wait = secondsToWait(now);
    if (wait !== undefined) return refused(429, 'TooManyRequests', { 'retry-after': String(wait) });
    accepted.push(now);
    const id = randomUUID();
    const isSuppressed = message.data.recipients.to.every((one) => suppressed.has(one.address));
    // Source: Microsoft Q&A 5510512.
    const error = isSuppressed ? 'EmailDroppedAllRecipientsSuppressed' : undefined;
    operations.set(id, { message: message.data, error, hasBeenAskedFor: false });
    if (error === undefined) deliver(caught(message.data, now));
    // The client sends tokens to https only, and its adapter brings them here.
    const origin = new URL(c.req.url).origin.replace('http:', 'https:');
    return c.json({ id, status: 'Running' }, 202, {
      'operation-location': `${origin}/emails/operations/${id}?api-version=${c.req.query('api-version')}`,
    });
  });
  routes.get('/emails/operations/:id', (c) => {
    const id = c.req.param('id');
    const operation = operations.get(id);
    if (operation === undefined) return refused(404, 'NotFound');
    if (!operation.hasBeenAskedFor) {
      operation.hasBeenAskedFor = true;
      return c.json({ id, status: 'Running' });
    }
    const { error } = operation;
    return c.json(
      error === undefined ? { id, status: 'Succeeded' } : { id, status: 'Failed', error: { code: error, message: '' } },
    );
  });
  routes.post('/_emulator/changes', async (c) => {
    const control = controlSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!control.success) return c.json({ error: control.error.issues }, 400);
    change(control.data);
    return c.body(null, 204);
  });

  const emulator = await listen(
    {
      name: 'communication-services',
      routes,
      state: () => ({ delivered: delivered(), suppressed: [...suppressed], isLinked, hasRole }),
      reset: () => {
        operations.clear();
        accepted = [];
        suppressed = new Set();
        isLinked = true;
        hasRole = true;
      },
    },
    where,
  );
  return { ...emulator, delivered, change };
}

function caught({ senderAddress, recipients, content, headers }: Message, now: number): CaughtMail {
  return {
    at: new Date(now).toISOString(),
    from: senderAddress,
    to: recipients.to.map(({ address }) => address),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]])),
    subject: content.subject,
    text: content.plainText,
    html: content.html,
  };
}

function refused(status: number, code: string, headers: Record<string, string> = {}): Response {
  return Response.json({ error: { code, message: 'As documented.' } }, { status, headers });
}
