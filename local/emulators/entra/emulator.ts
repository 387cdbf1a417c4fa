import { Hono } from 'hono';
import * as z from 'zod';
import { type Emulator, type EmulatorRoutes, type ListenOptions, listen } from '../emulator.ts';
import type { Store } from '../store.ts';
import { adminConsent } from './admin-consent.ts';
import { authorize } from './authorize.ts';
import { applyChange, changeSchema, type DirectoryChange, type PlannedFailures } from './changes.ts';
import { createConsents } from './consents.ts';
import { createDirectory, type DirectorySeed } from './directory.ts';
import { discovery } from './discovery.ts';
import { failingPage } from './failing-page.ts';
import { EntraError, failureAnswer, failureStatus } from './failures.ts';
import { createGrants } from './grants.ts';
import { loadSigningKey } from './keys.ts';
import { managedIdentity } from './managed-identity.ts';
import { failurePage } from './pages.ts';
import { createSessions } from './sessions.ts';
import { type EntraContext, ownAddress } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { token } from './token.ts';

export type { DirectoryChange } from './changes.ts';
export {
  type EntraAccount,
  PERSONAL_TENANT,
  ROLE_TEMPLATES,
  type Tenant,
  type TenantFault,
} from './directory.ts';

export interface EntraControls {
  /** Also `POST /_emulator/changes`. Throws on ids that are not in the directory. */
  change(change: DirectoryChange): void;
}

export interface EntraOptions extends DirectorySeed, ListenOptions {
  store: Store;
  /** The value of `IDENTITY_HEADER` by which a process gets tokens of the managed identities. */
  identityHeader?: string;
}

/**
 * Starts an emulator of Microsoft's sign-in: the v2.0 endpoints of all tenants of the seed, with pages for sign-in,
 * consent and admin consent. It uses http; MSAL accepts that with `knownAuthorities` and `authorityMetadata`.
 */
export async function startEntraEmulator({ store, ...options }: EntraOptions): Promise<Emulator & EntraControls> {
  const directory = createDirectory(store, options);
  const consents = createConsents(store, directory);
  const sessions = createSessions(store, directory);
  const grants = createGrants(store, directory);
  const key = await loadSigningKey(store);
  const failures: PlannedFailures = { token: [], page: [] };
  const change = (wanted: DirectoryChange) => applyChange(wanted, { directory, consents, failures });

  const programs: EmulatorRoutes = new Hono();
  programs.onError((error, c) => {
    if (!(error instanceof EntraError)) throw error;
    return c.json(failureAnswer(error, c.req.header('client-request-id')), failureStatus(error));
  });
  programs.get('/:tenant/v2.0/.well-known/openid-configuration', discovery(directory));
  programs.get('/:tenant/discovery/v2.0/keys', (c) => {
    directory.tenantOfPath(c.req.param('tenant'));
    return c.json({ keys: [key.publicJwk] });
  });
  programs.post(
    '/:tenant/oauth2/v2.0/token',
    token({ directory, consents, grants, key, nextFailure: () => failures.token.shift() }),
  );
  programs.get('/msi/token', managedIdentity(directory, key, options.identityHeader ?? crypto.randomUUID()));
  programs.post('/_emulator/changes', async (c) => {
    const parsed = changeSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return c.json({ error: z.prettifyError(parsed.error) }, 400);
    change(parsed.data);
    return c.body(null, 204);
  });

  const pages: EmulatorRoutes = new Hono();
  pages.onError((error, c: EntraContext) => {
    if (!(error instanceof EntraError)) throw error;
    return c.html(failurePage(error, ownAddress(c)), failureStatus(error));
  });
  for (const page of ['/:tenant/oauth2/v2.0/authorize', '/:tenant/v2.0/adminconsent']) {
    pages.use(
      page,
      failingPage(directory, () => failures.page.shift()),
    );
  }
  pages.on(['GET', 'POST'], '/:tenant/oauth2/v2.0/authorize', authorize(directory, consents, grants, sessions));
  pages.on(['GET', 'POST'], '/:tenant/v2.0/adminconsent', adminConsent(directory, consents, sessions));
  pages.get('/:tenant/oauth2/v2.0/logout', signOut(directory, sessions));

  const routes: EmulatorRoutes = new Hono();
  routes.route('/', programs).route('/', pages);
  const emulator = await listen(
    {
      name: 'entra',
      routes,
      state: () => ({
        tenants: directory.tenants,
        accounts: directory.accounts.map((account) => ({ ...account, disabled: !directory.isEnabled(account) })),
        apps: directory.apps.map(({ secret: _, ...app }) => app),
        ...consents.state(),
        ...grants.counts(),
      }),
      reset: () => {
        directory.reset();
        consents.reset();
        grants.reset();
        sessions.reset();
        failures.token.length = 0;
        failures.page.length = 0;
      },
    },
    options,
  );
  return { ...emulator, change };
}
