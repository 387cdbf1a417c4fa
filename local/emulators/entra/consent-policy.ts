import { type EntraAccount, type EntraApp, ROLE_TEMPLATES } from './directory.ts';
import { EntraError } from './failures.ts';
import { isGraphScope, registeredScopes, type Scopes, usersMayConsent } from './scopes.ts';

const FOR_ALL: readonly string[] = [ROLE_TEMPLATES.globalAdministrator, ROLE_TEMPLATES.privilegedRoleAdministrator];
const DELEGATED: readonly string[] = [
  ...FOR_ALL,
  ROLE_TEMPLATES.cloudApplicationAdministrator,
  ROLE_TEMPLATES.applicationAdministrator,
];

/** Whether the account may grant any delegated permission, on the admin consent page for the whole organization. */
export function isConsentingAdministrator(account: EntraAccount): boolean {
  return account.roles.some((role) => DELEGATED.includes(role));
}

/**
 * What an account may do on the consent prompt of a sign-in: accept for itself, accept with the tick box for the
 * organization, or nothing. A tenant may forbid its users every consent. The box is documented for Global Administrators and absent for (Cloud) Application
 * Administrators. Unverified: that Privileged Role Administrators see it.
 */
export function promptNeeded(
  account: EntraAccount,
  scopes: Scopes,
  tenantAllows: boolean,
): 'organization' | 'self' | 'none' {
  if (account.roles.some((role) => FOR_ALL.includes(role))) return 'organization';
  // unverified: that these administrators see the box where only a sign-in is asked for.
  if (isConsentingAdministrator(account)) return scopes.some(isGraphScope) ? 'self' : 'organization';
  return tenantAllows && usersMayConsent(scopes) ? 'self' : 'none';
}

/**
 * Throws unless the app's registration lists the permissions: nobody can consent to others for everyone.
 * @throws EntraError 650056 (unverified: the number)
 */
export function requireRegistered(app: EntraApp, scopes: Scopes): void {
  const registered = registeredScopes(app);
  const unlisted = scopes.filter((scope) => isGraphScope(scope) && !registered.includes(scope));
  if (unlisted.length > 0) throw new EntraError(650056, `Not listed: ${unlisted.join(' ')}.`);
}
