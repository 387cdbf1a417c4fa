import { type Context, Hono } from 'hono';
import * as z from 'zod';
import { type EmulatorRoutes, operationOf } from '../emulator.ts';
import { badParameter, Refusal } from './refusal.ts';
import { latest, parseChanges, parseNewSecret, type Secret, type SecretVersion } from './secret.ts';
import { createThrottle } from './throttle.ts';
import { behaviourSchema, type DeletedSecret, RECOVERABLE_DAYS, type Vault } from './vault.ts';

const MAX_RESULTS = 25;
/** As in recordings: the authority of an earlier time, and the tenant of the vault. */
const CHALLENGE =
  'Bearer authorization="https://login.windows.net/7e7a17d0-0000-4000-8000-000000000001", resource="https://vault.azure.net"';
/** Versions of the REST interface (azure-rest-api-specs, keyvault data-plane). */
const API_VERSION = /^(2016-10-01|7\.[0-6](-preview\.\d)?|202[56]-\d\d-01(-preview\.\d)?)$/;

/** The REST interface of a vault, as far as it concerns secrets. */
export function keyVaultRoutes(vault: Vault, permits: (operation: string) => boolean): EmulatorRoutes {
  const routes: EmulatorRoutes = new Hono();
  const count = createThrottle();

  routes.onError((error) => {
    if (error instanceof Refusal) return refused(error);
    throw error;
  });
  routes.post('/_emulator/behaviour', async (c) => {
    const parsed = behaviourSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    vault.behave(parsed.data);
    return c.body(null, 204);
  });
  routes.use(async (c, next) => {
    // Any token will do: there is one caller.
    if (!/^Bearer \S+$/.test(c.req.header('authorization') ?? '')) {
      const answer = refused(new Refusal(401, 'Unauthorized', 'AKV10000: Request is missing a Bearer or PoP token.'));
      answer.headers.set('www-authenticate', CHALLENGE);
      return answer;
    }
    const version = queryOf(c, 'api-version');
    if (version === null) throw badParameter('api-version must be specified');
    if (!API_VERSION.test(version)) throw badParameter(`The specified version (${version}) is not recognized.`);
    if (!permits(operationOf(c))) {
      const why = `Caller is not authorized to perform action on resource. Action: ${operationOf(c)}`;
      throw new Refusal(403, 'Forbidden', why, { innerCode: 'ForbiddenByRbac' });
    }
    count(c.req.method === 'PUT' ? 'create' : 'other');
    return next();
  });

  routes.put('/secrets/:name', async (c) => {
    const name = c.req.param('name');
    return c.json(withValue(vault.set(name, parseNewSecret(await jsonBody(c))), linkTo(c, 'secrets', name)));
  });
  // The SDK asks for the latest version with an empty one, so with a slash at the end.
  for (const path of ['/secrets/:name', '/secrets/:name/'] as const) {
    routes.get(path, (c) => {
      const name = c.req.param('name');
      return c.json(withValue(vault.get(name), linkTo(c, 'secrets', name)));
    });
  }
  routes.get('/secrets', (c) =>
    c.json(page(c, vault, vault.list(), (secret) => listed(latest(secret), linkTo(c, 'secrets', secret.name)))),
  );
  routes.get('/secrets/:name/versions', (c) => {
    const link = linkTo(c, 'secrets', c.req.param('name'));
    return c.json(page(c, vault, vault.versions(c.req.param('name')), (one) => listed(one, `${link}/${one.version}`)));
  });
  routes.get('/secrets/:name/:version', (c) => {
    const { name, version } = c.req.param();
    return c.json(withValue(vault.get(name, version), linkTo(c, 'secrets', name)));
  });
  routes.patch('/secrets/:name/:version', async (c) => {
    const { name, version } = c.req.param();
    const changed = vault.update(name, version, parseChanges(await jsonBody(c)));
    return c.json(listed(changed, `${linkTo(c, 'secrets', name)}/${version}`));
  });
  routes.delete('/secrets/:name', (c) => c.json(deletedBundle(c, vault, vault.delete(c.req.param('name')))));

  routes.get('/deletedsecrets', (c) =>
    c.json(page(c, vault, vault.listDeleted(), (secret) => deletedItem(c, vault, secret))),
  );
  routes.get('/deletedsecrets/:name', (c) => c.json(deletedBundle(c, vault, vault.getDeleted(c.req.param('name')))));
  routes.delete('/deletedsecrets/:name', (c) => {
    vault.purge(c.req.param('name'));
    return c.body(null, 204);
  });
  routes.post('/deletedsecrets/:name/recover', (c) => {
    const secret = vault.recover(c.req.param('name'));
    return c.json(versioned(secret, linkTo(c, 'secrets', secret.name)));
  });
  return routes;
}

/** Identifiers of a vault are https, also of this one, which is reached over http. */
function linkTo(c: Context, collection: 'secrets' | 'deletedsecrets', name: string): string {
  return `https://${new URL(c.req.url).host}/${collection}/${name}`;
}

function withValue(version: SecretVersion, link: string): object {
  return { value: version.value, ...listed(version, `${link}/${version.version}`) };
}

function versioned(secret: Secret, link: string): object {
  const version = latest(secret);
  return listed(version, `${link}/${version.version}`);
}

function listed({ contentType, tags, enabled, nbf, exp, created, updated }: SecretVersion, id: string): object {
  const recovery = { recoveryLevel: 'Recoverable+Purgeable', recoverableDays: RECOVERABLE_DAYS };
  return { id, contentType, tags, attributes: { enabled, nbf, exp, created, updated, ...recovery } };
}

function deletedBundle(c: Context, vault: Vault, secret: DeletedSecret): object {
  return { ...deletedItem(c, vault, secret), ...versioned(secret, linkTo(c, 'secrets', secret.name)) };
}

function deletedItem(c: Context, { behaviour }: Vault, secret: DeletedSecret): object {
  const { name, deletedDate, scheduledPurgeDate } = secret;
  return {
    ...listed(latest(secret), linkTo(c, 'secrets', name)),
    recoveryId: linkTo(c, 'deletedsecrets', name),
    deletedDate,
    ...(behaviour.namesPurgeDate ? { scheduledPurgeDate } : {}),
  };
}

/** One page of a list, with a link to the next. Source: "Get Secrets" (REST reference): at most 25 results. */
function page<T>(c: Context, { behaviour }: Vault, entries: readonly T[], show: (entry: T) => object): object {
  const size = Number(queryOf(c, 'maxresults') ?? MAX_RESULTS);
  if (!Number.isInteger(size) || size < 1 || size > MAX_RESULTS) {
    throw badParameter(`maxresults must be between 1 and ${MAX_RESULTS}`);
  }
  const from = queryOf(c, '$skiptoken');
  const start = Number(from ?? 0);
  const length = !behaviour.shortPages ? size : from === null ? 0 : Math.ceil(size / 2);
  const value = entries.slice(start, start + length).map(show);
  if (start + length >= entries.length && length > 0) return { value, nextLink: null };
  const next = new URL(c.req.url);
  next.protocol = 'https:';
  next.searchParams.set('$skiptoken', String(start + length));
  return { value, nextLink: next.href };
}

function queryOf(c: Context, name: string): string | null {
  return new URL(c.req.url).searchParams.get(name);
}

async function jsonBody(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    throw badParameter('The request body is not JSON.');
  }
}

function refused(refusal: Refusal): Response {
  const { status, retryAfter } = refusal;
  return Response.json(refusal.body(), {
    status,
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  });
}
