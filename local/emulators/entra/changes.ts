import * as z from 'zod';
import type { Consents } from './consents.ts';
import { accountKey, type Directory, type EntraAccount, TENANT_FAULTS } from './directory.ts';
import { type AadstsCode, EntraError, isAadstsCode } from './failures.ts';
import { registeredScopes } from './scopes.ts';

const account = { tenantId: z.guid(), objectId: z.guid() };
const app = { tenantId: z.guid(), clientId: z.guid() };

const aadsts = z.number().refine(isAadstsCode, 'Not a known AADSTS number');

/** Changes in the tenant or failures at Microsoft that a test can cause. */
export const changeSchema = z.discriminatedUnion('kind', [
  /** Ends the person's browser sessions and refresh tokens. */
  z.object({ kind: z.literal('revoke-sessions'), ...account }),
  z.object({ kind: z.literal('set-account-enabled'), ...account, enabled: z.boolean() }),
  /** "Grant admin consent" in the Entra admin centre: grants all permissions of the app registration. */
  z.object({ kind: z.literal('grant-consent'), ...app }),
  z.object({ kind: z.literal('remove-consent'), ...app }),
  z.object({ kind: z.literal('set-app-enabled'), ...app, enabled: z.boolean() }),
  /** Deletes the enterprise application (service principal) from the tenant. */
  z.object({ kind: z.literal('delete-app'), ...app }),
  /** "Assignment required?" of the enterprise application. */
  z.object({ kind: z.literal('set-assignment-required'), ...app, required: z.boolean() }),
  /** "User consent settings": whether users of the tenant may consent to anything. */
  z.object({ kind: z.literal('set-user-consent'), tenantId: z.guid(), allowed: z.boolean() }),
  /** Assigns or takes away app roles of an account; none at all: it is not assigned to the app. */
  z.object({ kind: z.literal('set-app-roles'), ...account, clientId: z.guid(), roles: z.array(z.string()).nullable() }),
  /** Changes the attribute `mail` of an account. */
  z.object({ kind: z.literal('set-mail'), ...account, address: z.email(), verified: z.boolean() }),
  /** Something is amiss in a tenant, until it is switched off again. */
  z.object({ kind: z.literal('set-tenant-fault'), tenantId: z.guid(), fault: z.enum(TENANT_FAULTS), on: z.boolean() }),
  /** The next call of the token endpoint fails with this number. */
  z.object({
    kind: z.literal('fail-next-token'),
    aadsts,
  }),
  /** The next sign-in or consent page sends the person back to the app with this number. */
  z.object({ kind: z.literal('fail-next-page'), aadsts }),
]);

/** Planned failures, next one first. */
export interface PlannedFailures {
  readonly token: AadstsCode[];
  readonly page: AadstsCode[];
}

export type DirectoryChange = z.infer<typeof changeSchema>;

/** @throws EntraError 50034, 90002, 700016 for what is not in the directory */
export function applyChange(
  change: DirectoryChange,
  { directory, consents, failures }: { directory: Directory; consents: Consents; failures: PlannedFailures },
): void {
  if ('tenantId' in change) directory.tenantOfPath(change.tenantId);
  switch (change.kind) {
    case 'revoke-sessions':
      directory.revokeSessions(accountOf(directory, change));
      break;
    case 'set-account-enabled':
      directory.setEnabled(accountOf(directory, change), change.enabled);
      break;
    case 'grant-consent': {
      const app = directory.app(change.clientId);
      consents.grantToTenant(change.tenantId, app, registeredScopes(app));
      break;
    }
    case 'remove-consent':
      consents.remove(change.tenantId, directory.app(change.clientId));
      break;
    case 'set-app-enabled':
      consents.setEnabled(change.tenantId, directory.app(change.clientId), change.enabled);
      break;
    case 'set-assignment-required':
      consents.setAssignmentRequired(change.tenantId, directory.app(change.clientId), change.required);
      break;
    case 'set-user-consent':
      consents.setUserConsent(change.tenantId, change.allowed);
      break;
    case 'set-app-roles':
      directory.setAppRoles(accountOf(directory, change), directory.app(change.clientId).clientId, change.roles);
      break;
    case 'set-mail':
      directory.setMail(accountOf(directory, change), { address: change.address, verified: change.verified });
      break;
    case 'delete-app':
      consents.uninstall(change.tenantId, directory.app(change.clientId));
      break;
    case 'set-tenant-fault':
      directory.setFault(change.tenantId, change.fault, change.on);
      break;
    case 'fail-next-token':
      failures.token.push(change.aadsts);
      break;
    case 'fail-next-page':
      failures.page.push(change.aadsts);
      break;
  }
}

function accountOf(directory: Directory, named: Pick<EntraAccount, 'tenantId' | 'objectId'>): EntraAccount {
  const found = directory.account(accountKey(named));
  if (found === undefined) throw new EntraError(50034, `Account ${named.objectId}, tenant ${named.tenantId}.`);
  return found;
}
