import type { Store } from '../store.ts';
import { accountKey, type Directory, type EntraAccount, type EntraApp } from './directory.ts';
import { EntraError } from './failures.ts';
import { isGraphScope, type Scopes } from './scopes.ts';

interface ServicePrincipal {
  tenantId: string;
  clientId: string;
  enabled: boolean;
  /** "Assignment required?" of the enterprise application. */
  assignmentRequired?: boolean;
}

interface Grant {
  tenantId: string;
  clientId: string;
  /** An account, or everyone in the tenant. */
  principal: string;
  scopes: Scopes;
}

const EVERYONE = 'everyone';

/** Apps and their permissions by tenant: service principals (enterprise applications) and delegated grants. */
export interface Consents {
  /**
   * Throws unless the app is installed and switched on in the tenant.
   * @throws EntraError 700016, 7000112
   */
  requireInstalled(tenantId: string, app: EntraApp): void;
  /** @throws EntraError 7000112 */
  requireNotDisabled(tenantId: string, app: EntraApp): void;
  /** @throws EntraError 50105 for who is not assigned where the tenant demands it */
  requireAssigned(account: EntraAccount, app: EntraApp): void;
  setAssignmentRequired(tenantId: string, app: EntraApp, required: boolean): void;
  /** Whether the tenant lets its users consent at all ("User consent settings"). */
  usersMayConsent(tenantId: string): boolean;
  setUserConsent(tenantId: string, allowed: boolean): void;
  /** Everything this account has consented to, or its administrator for everyone. */
  granted(account: EntraAccount, app: EntraApp): Scopes;
  /** Those of `scopes` that still need consent. The OpenID scopes come with the first consent to an app. */
  missing(account: EntraAccount, app: EntraApp, scopes: Scopes): Scopes;
  grantToAccount(account: EntraAccount, app: EntraApp, scopes: Scopes): void;
  /** Replaces an earlier tenant-wide grant: Microsoft says that it "may" be revoked, so no client should rely on it. */
  grantToTenant(tenantId: string, app: EntraApp, scopes: Scopes): void;
  /** Removes all grants, tenant-wide and personal; the service principal stays. */
  remove(tenantId: string, app: EntraApp): void;
  /** @throws EntraError 700016 */
  setEnabled(tenantId: string, app: EntraApp, enabled: boolean): void;
  /** Deletes the enterprise application, and its grants with it. */
  uninstall(tenantId: string, app: EntraApp): void;
  state(): { servicePrincipals: ServicePrincipal[]; grants: Grant[] };
  reset(): void;
}

/**
 * Service principals and grants, kept in the store. An app of one tenant begins with its service principal there, and
 * with the consent to sign-in that an administrator gave once.
 */
export function createConsents(store: Store, directory: Pick<Directory, 'apps' | 'appRoles'>): Consents {
  const principals = store.collection<ServicePrincipal>('entra-service-principals');
  const forbidden = store.collection<true>('entra-user-consent-forbidden');
  const grants = store.collection<Grant>('entra-grants');
  const principalKey = (tenantId: string, app: EntraApp) => `${tenantId}/${app.clientId}`;
  const put = (tenantId: string, app: EntraApp, principal: string, scopes: Scopes) => {
    const key = principalKey(tenantId, app);
    if (!principals.has(key)) principals.set(key, { tenantId, clientId: app.clientId, enabled: true });
    grants.set(`${key}/${principal}`, { tenantId, clientId: app.clientId, principal, scopes });
  };
  const own = (account: EntraAccount, app: EntraApp) =>
    grants.get(`${principalKey(account.tenantId, app)}/${accountKey(account)}`)?.scopes ?? [];
  const granted = (account: EntraAccount, app: EntraApp) => [
    ...new Set([
      ...(grants.get(`${principalKey(account.tenantId, app)}/${EVERYONE}`)?.scopes ?? []),
      ...own(account, app),
    ]),
  ];
  const requireNotDisabled = (tenantId: string, app: EntraApp) => {
    if (principals.get(principalKey(tenantId, app))?.enabled === false) {
      throw new EntraError(7000112, `Application '${app.clientId}' (${app.name}).`);
    }
  };
  const remove = (tenantId: string, app: EntraApp) => {
    const prefix = `${principalKey(tenantId, app)}/`;
    for (const key of [...grants.keys()].filter((candidate) => candidate.startsWith(prefix))) grants.delete(key);
  };

  const begin = () => {
    for (const app of directory.apps) {
      if (app.tenantId === undefined || principals.has(principalKey(app.tenantId, app))) continue;
      put(app.tenantId, app, EVERYONE, ['openid', 'profile', 'email']);
    }
  };
  begin();

  return {
    requireAssigned: (account, app) => {
      const required = principals.get(principalKey(account.tenantId, app))?.assignmentRequired === true;
      if (required && directory.appRoles(account, app.clientId) === null) {
        throw new EntraError(50105, `Application '${app.clientId}' (${app.name}).`);
      }
    },
    setAssignmentRequired: (tenantId, app, assignmentRequired) => {
      const key = principalKey(tenantId, app);
      const known = principals.get(key);
      if (known === undefined) throw notInstalled(tenantId, app);
      principals.set(key, { ...known, assignmentRequired });
    },
    usersMayConsent: (tenantId) => !forbidden.has(tenantId),
    setUserConsent: (tenantId, allowed) => {
      if (allowed) forbidden.delete(tenantId);
      else forbidden.set(tenantId, true);
    },
    requireInstalled: (tenantId, app) => {
      requireNotDisabled(tenantId, app);
      if (!principals.has(principalKey(tenantId, app))) throw notInstalled(tenantId, app);
    },
    requireNotDisabled,
    granted,
    missing: (account, app, scopes) => {
      const have = granted(account, app);
      return scopes.filter((scope) => (isGraphScope(scope) ? !have.includes(scope) : have.length === 0));
    },
    grantToAccount: (account, app, scopes) =>
      put(account.tenantId, app, accountKey(account), [...new Set([...own(account, app), ...scopes])]),
    grantToTenant: (tenantId, app, scopes) => put(tenantId, app, EVERYONE, scopes),
    remove,
    setEnabled: (tenantId, app, enabled) => {
      const key = principalKey(tenantId, app);
      const known = principals.get(key);
      if (known === undefined) throw notInstalled(tenantId, app);
      principals.set(key, { ...known, enabled });
    },
    uninstall: (tenantId, app) => {
      remove(tenantId, app);
      principals.delete(principalKey(tenantId, app));
    },
    state: () => ({ servicePrincipals: [...principals.values()], grants: [...grants.values()] }),
    reset: () => {
      principals.clear();
      grants.clear();
      forbidden.clear();
      begin();
    },
  };
}

function notInstalled(tenantId: string, app: EntraApp): EntraError {
  return new EntraError(700016, `Application '${app.clientId}', directory '${tenantId}'.`);
}
