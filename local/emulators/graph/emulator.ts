import { Hono, type MiddlewareHandler } from 'hono';
import { type Emulator, type EmulatorRoutes, type ListenOptions, listen } from '../emulator.ts';
import { createFaults } from '../faults.ts';
import { createRequestLog, type RequestLog } from '../request-log.ts';
import type { Store } from '../store.ts';
import { batchHandler } from './batch.ts';
import { batchItems } from './batch-items.ts';
import { authenticated, type Caller, type GraphEnv, type TokenRules } from './caller.ts';
import { contactsApi, type Latency, routed } from './contacts-api.ts';
import { disagreements } from './disagreements.ts';
import { controlRoutes, type GraphControls } from './graph-controls.ts';
import { errorAnswer, GraphError } from './graph-error.ts';
import { mailboxView } from './mailbox-view.ts';
import { type Mailbox, type OutlookMailbox, openMailbox } from './outlook-mailbox.ts';
import { act } from './person.ts';
import type { GraphMetadata } from './published-metadata.ts';
import { createRequestBudget, type RequestBudget, tooManyInWork, waitUntil } from './request-budget.ts';
import { shuffler } from './shuffler.ts';
import { clearSky, weatherSchema } from './weather.ts';

interface GraphOptions extends ListenOptions, Pick<TokenRules, 'keys' | 'issuer'> {
  store: Store;
  mailboxes: readonly Mailbox[];
  /** Every request and its answer is held against it, where it is given. */
  metadata?: GraphMetadata | undefined;
}

/** Serves Microsoft Graph v1.0 for Outlook contacts: contact folders, contacts and `$batch`, for the token's owner. */
export async function startGraphEmulator(options: GraphOptions): Promise<Emulator & GraphControls> {
  const mailboxes = options.mailboxes.map((mailbox) => openMailbox(options.store, mailbox));
  const latency: Latency = { readMs: 0, writeMs: 0 };
  const traffic = new Map<string, RequestBudget>();
  const requests = createRequestLog();
  const faults = createFaults();
  const shuffle = shuffler();
  const sky = clearSky();
  const disagreeing = disagreements(options.metadata);

  function requestBudgetOf({ appId, mailbox }: Caller): RequestBudget {
    const key = `${appId} ${mailbox.mailbox.tenantId} ${mailbox.mailbox.objectId}`;
    const known = traffic.get(key) ?? createRequestBudget();
    traffic.set(key, known);
    return known;
  }

  function byAddress(address: string): OutlookMailbox {
    const found = mailboxes.find(({ mailbox }) => mailbox.address.toLowerCase() === address.toLowerCase());
    if (found) return found;
    throw new GraphError(404, 'ErrorInvalidUser', `There is no mailbox ${address}.`);
  }

  const controls: GraphControls = {
    mailbox: (address) => mailboxView(byAddress(address)),
    act: (address, action) => act(byAddress(address), action),
    setCondition: (address, condition) => byAddress(address).setCondition(condition),
    setLatency: (next) => void Object.assign(latency, next),
    setWeather: (next) => sky.set(weatherSchema.parse(next)),
    disagreements: disagreeing.found,
  };

  const oneLane: MiddlewareHandler<GraphEnv> = async (c, next) => {
    const own = requestBudgetOf(c.get('caller'));
    own.count();
    const leave = own.enter(1);
    if (!leave) throw tooManyInWork();
    const lane = { freeAt: c.env.arrivedAt };
    c.set('lane', lane);
    try {
      await next();
      await waitUntil(lane.freeAt);
    } finally {
      leave();
    }
  };
  const find = (tenantId: string, objectId: string) =>
    mailboxes.find(({ mailbox }) => mailbox.tenantId === tenantId && mailbox.objectId === objectId);

  const api = contactsApi(latency, sky);
  const version = new Hono<GraphEnv>();
  version.use(disagreeing.check, namesTheRequest);
  version.use(authenticated({ keys: options.keys, issuer: options.issuer, find }));
  version.use('/me/*', oneLane);
  version.post(
    '/$batch',
    batchHandler({
      requestBudgetOf,
      shuffle: shuffle.next,
      status: sky.batchStatus,
      answer: batchItems({ api, requests, faults, requestBudgetOf, check: disagreeing.check }),
    }),
  );
  version.route('/', api);

  const routes: EmulatorRoutes = new Hono();
  routes.onError(errorAnswer);
  routes.use(routed);
  routes.route('/_emulator', controlRoutes(controls));
  routes.route('/v1.0', version);

  const emulator = await listen(
    {
      name: 'graph',
      routes,
      state: () => mailboxes.map(mailboxView),
      reset: () => {
        for (const mailbox of mailboxes) mailbox.reset();
        traffic.clear();
        shuffle.restart();
        disagreeing.clear();
        controls.setLatency({ readMs: 0, writeMs: 0 });
        controls.setWeather({});
      },
      requests: withoutVersion(requests),
      faults: { ...faults, take: (method, path) => faults.take(method, path.replace(/^\/v1\.0/, '')) },
    },
    options,
  );
  return { ...emulator, ...controls };
}

/** unverified: that the id which the client gave its request comes back also with a refusal. */
const namesTheRequest: MiddlewareHandler<GraphEnv> = async (c, next) => {
  await next();
  const id = c.req.header('client-request-id');
  if (id !== undefined) c.res.headers.set('client-request-id', id);
};

/**
 * Removes the version from the names of direct requests, so that they match those of batch parts, and omits the
 * emulator's control requests.
 */
function withoutVersion(requests: RequestLog): RequestLog {
  return {
    ...requests,
    record: (request) => {
      if (request.operation.includes(' /_emulator')) return;
      requests.record({ ...request, operation: request.operation.replace(' /v1.0/', ' /') });
    },
  };
}
