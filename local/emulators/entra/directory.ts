import type { Store } from '../store.ts';
import { EntraError } from './failures.ts';

/** Ids of the directory role templates, the same in every tenant (Entra's permissions reference). */
export const ROLE_TEMPLATES = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  cloudApplicationAdministrator: '158c047a-c907-4556-b7ef-446551a6b5f7',
  applicationAdministrator: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  /** In `wids` of every member. */
  user: 'b79fbf4d-3ef9-4689-8143-76b194e85509',
} as const;

/** The tenant of all personal Microsoft accounts. */
export const PERSONAL_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';

export interface Tenant {
  id: string;
  name: string;
}

/** A person in one tenant. A guest is a second account with the same user principal name and `homeTenantId`. */
export interface EntraAccount {
  tenantId: string;
  objectId: string;
  userPrincipalName: string;
  displayName: string;
  /** Role template ids. */
  roles: string[];
  /** The attribute `mail`; default: the user principal name, whose domain is verified. */
  mail?: MailAttribute;
  /** App roles by the client id of their app. */
  appRoles?: Readonly<Record<string, readonly string[]>>;
  /** Set when the account is a guest of `tenantId`. */
  homeTenantId?: string;
  disabled?: boolean;
}

export interface MailAttribute {
  address: string;
  /** Whether the tenant has verified the domain. */
  verified: boolean;
}

export interface EntraApp {
  clientId: string;
  name: string;
  /** Without one, the app authenticates by the managed identity that it trusts. */
  secret?: string;
  /** Client id of the managed identity of its federated credential. */
  trusts?: string;
  /** The tenant of a single-tenant registration (AzureADMyOrg), with its service principal; absent: any tenant. */
  tenantId?: string;
  /** Optional claims of its ID tokens; `acct` by default. */
  optionalClaims?: string[];
  /** Front-channel logout URL. */
  logoutUri?: string;
  redirectUris: string[];
  /** The permissions of its registration (requiredResourceAccess), e.g. `https://graph.microsoft.com/Contacts.ReadWrite`. */
  scopes: string[];
}

/** A user-assigned managed identity. */
interface ManagedIdentity {
  tenantId: string;
  clientId: string;
  principalId: string;
}

export interface DirectorySeed {
  tenants: Tenant[];
  accounts: EntraAccount[];
  apps: EntraApp[];
  managedIdentities?: ManagedIdentity[];
}

/** What may be amiss in a tenant, with the public report of each. */
export const TENANT_FAULTS = [
  /** ID tokens have no `wids`, also of administrators (microsoft-authentication-library-for-js 677, breeze 5487). */
  'no-wids',
  /** Codes are redeemed without a refresh token (microsoft-authentication-library-for-js 4537, 7303, 7518). */
  'no-refresh-token',
  /** AADSTS500014: Microsoft Graph is switched off (microsoft-authentication-library-for-dotnet 3150). */
  'graph-disabled',
  /** AADSTS500011: the tenant has no Microsoft Graph (msal_mobile 6). */
  'graph-absent',
] as const;
export type TenantFault = (typeof TENANT_FAULTS)[number];

/** Tenants, people and app registrations: the seed with all later changes. */
export interface Directory extends DirectorySeed {
  /** One entry per person for the account picker. */
  readonly people: EntraAccount[];
  tenant(id: string): Tenant | undefined;
  /** @throws EntraError 90002 for a tenant that does not exist; `common` and `organizations` are `undefined`. */
  tenantOfPath(segment: string): Tenant | undefined;
  /** @throws EntraError 700016 */
  app(clientId: string): EntraApp;
  /**
   * Throws unless the app can be used at this tenant.
   * @throws EntraError 700016, 50194
   */
  requireAt(app: EntraApp, tenant: Tenant | undefined): void;
  account(key: string): EntraAccount | undefined;
  /**
   * The account of this person in a tenant, `undefined` for the person's own.
   * @throws EntraError 50020 when the person is not in that tenant
   */
  accountIn(person: EntraAccount, tenant: Tenant | undefined): EntraAccount;
  /** The same person's account in the home tenant, if known. */
  home(account: EntraAccount): EntraAccount;
  isEnabled(account: EntraAccount): boolean;
  setEnabled(account: EntraAccount, enabled: boolean): void;
  /** Roles of an app by account; `null`: not assigned to it. */
  appRoles(account: EntraAccount, clientId: string): readonly string[] | null;
  setAppRoles(account: EntraAccount, clientId: string, roles: readonly string[] | null): void;
  mail(account: EntraAccount): MailAttribute;
  setMail(account: EntraAccount, mail: MailAttribute): void;
  /** A number that changes when sessions and refresh tokens are revoked. Guests are revoked in their home tenant. */
  sessionGeneration(account: EntraAccount): number;
  revokeSessions(account: EntraAccount): void;
  hasFault(tenantId: string, fault: TenantFault): boolean;
  setFault(tenantId: string, fault: TenantFault, on: boolean): void;
  reset(): void;
}

/** Unique id of an account: object id and tenant id, as MSAL's `homeAccountId`. */
export function accountKey(account: Pick<EntraAccount, 'objectId' | 'tenantId'>): string {
  return `${account.objectId}.${account.tenantId}`;
}

/** The directory of the seed, with the changes kept in the store. */
export function createDirectory(store: Store, seed: DirectorySeed): Directory {
  const enabled = store.collection<boolean>('entra-account-enabled');
  const appRoles = store.collection<{ roles: readonly string[] | null }>('entra-app-roles');
  const mails = store.collection<MailAttribute>('entra-mail-attributes');
  const generations = store.collection<number>('entra-session-generation');
  const faults = store.collection<boolean>('entra-tenant-faults');
  const accounts = new Map(seed.accounts.map((account) => [accountKey(account), account]));
  const sameName = (a: EntraAccount, b: EntraAccount) =>
    a.userPrincipalName.toLowerCase() === b.userPrincipalName.toLowerCase();
  const inTenant = (person: EntraAccount, tenantId: string) =>
    seed.accounts.find((account) => account.tenantId === tenantId && sameName(account, person));
  const home = (account: EntraAccount) =>
    (account.homeTenantId === undefined ? undefined : inTenant(account, account.homeTenantId)) ?? account;
  const tenant = (id: string) => seed.tenants.find((candidate) => candidate.id === id.toLowerCase());

  return {
    ...seed,
    people: seed.accounts.filter((account) => home(account) === account),
    tenant,
    tenantOfPath: (segment) => {
      if (segment === 'common' || segment === 'organizations') return undefined;
      const found = tenant(segment);
      if (found === undefined) throw new EntraError(90002, `Tenant '${segment}'. Check the tenant identifier.`);
      return found;
    },
    app: (clientId) => {
      const found = seed.apps.find((app) => app.clientId === clientId.toLowerCase());
      if (found === undefined) throw new EntraError(700016, `Application identifier '${clientId}'.`);
      return found;
    },
    requireAt: (app, wanted) => {
      if (app.tenantId === undefined || app.tenantId === wanted?.id) return;
      throw new EntraError(wanted === undefined ? 50194 : 700016, `Application '${app.clientId}'.`);
    },
    account: (key) => accounts.get(key),
    accountIn: (person, wanted) => {
      const tenantId = wanted?.id ?? person.homeTenantId ?? person.tenantId;
      const found = tenantId === PERSONAL_TENANT ? undefined : inTenant(person, tenantId);
      if (found !== undefined) return found;
      const homeTenant = person.homeTenantId ?? person.tenantId;
      const provider = homeTenant === PERSONAL_TENANT ? 'live.com' : `https://sts.windows.net/${homeTenant}/`;
      throw new EntraError(
        50020,
        `User account '${person.userPrincipalName}' from identity provider '${provider}', tenant '${wanted?.name ?? 'organizations'}'.`,
      );
    },
    home,
    isEnabled: (account) => enabled.get(accountKey(account)) ?? account.disabled !== true,
    setEnabled: (account, value) => enabled.set(accountKey(account), value),
    appRoles: (account, clientId) => {
      const changed = appRoles.get(`${accountKey(account)}/${clientId}`);
      return changed === undefined ? (account.appRoles?.[clientId] ?? null) : changed.roles;
    },
    setAppRoles: (account, clientId, roles) => appRoles.set(`${accountKey(account)}/${clientId}`, { roles }),
    mail: (account) =>
      mails.get(accountKey(account)) ?? account.mail ?? { address: account.userPrincipalName, verified: true },
    setMail: (account, mail) => mails.set(accountKey(account), mail),
    sessionGeneration: (account) => generations.get(accountKey(home(account))) ?? 0,
    revokeSessions: (account) => {
      const key = accountKey(home(account));
      generations.set(key, (generations.get(key) ?? 0) + 1);
    },
    hasFault: (tenantId, fault) => faults.get(`${tenantId}/${fault}`) === true,
    setFault: (tenantId, fault, on) => faults.set(`${tenantId.toLowerCase()}/${fault}`, on),
    reset: () => {
      faults.clear();
      enabled.clear();
      appRoles.clear();
      mails.clear();
      generations.clear();
    },
  };
}
