import * as z from 'zod';
import { foldAscii } from '../ascii-case.ts';
import { organizationIdSchema, type TenantId, tenantIdSchema, userIdSchema } from '../ids.ts';
import { hashOf } from './attempt.ts';
import { withoutBidiControls } from './bidi-controls.ts';
import { openidConnectSignIn } from './openid-connect-sign-in.ts';
import { type PortalSignIn, PortalSignInFailure, type PortalSignInRefusal } from './portal-sign-in.ts';
import type { Person } from './session.ts';
import { signInErrorOf } from './sign-in-error.ts';

export interface EntraPortalOptions {
  /** Authority URL without a path, e.g. `https://login.microsoftonline.com`. */
  readonly authorityHost: string;
  readonly tenantId: TenantId;
  readonly clientId: string;
  /** A token of the managed identity that the registration trusts. */
  readonly assertion: () => Promise<string>;
  readonly redirectUri: string;
  readonly organizationName: string;
  /** Object ids of people who are administrators without the app role, in lower case. */
  readonly administrators: readonly string[];
}

/** Value of the app role in the registration (`infra/modules/app-registrations.bicep`). */
const ADMINISTRATOR_ROLE = 'administrator';
/** The tenant of all personal Microsoft accounts. */
const PERSONAL_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** The organization's own tenant at Microsoft Entra ID, by a single-tenant registration without a secret. */
export function entraPortalSignIn(options: EntraPortalOptions): PortalSignIn {
  return openidConnectSignIn({
    issuer: `${options.authorityHost}/${options.tenantId}/v2.0`,
    clientId: options.clientId,
    redirectUri: options.redirectUri,
    promptAnew: 'select_account',
    authenticate: async () => ({
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await options.assertion(),
    }),
    personOf: (claims) => readPerson(claims, options),
    refusalOf,
  });
}

function refusalOf(error: string, description: string): PortalSignInRefusal {
  const refusal = signInErrorOf(error, description);
  // Who is told "need admin approval" and returns cannot be told from who cancelled.
  const isOpen = refusal.code === 'cancelled' || refusal.code === 'approval-required';
  return isOpen ? { ...refusal, code: 'not-approved' } : refusal;
}

const text = z.string().transform(withoutBidiControls).optional().catch(undefined);
const claimsSchema = z.looseObject({
  tid: tenantIdSchema,
  oid: z.guid().transform(foldAscii).pipe(userIdSchema),
  name: text,
  preferred_username: text,
  upn: text,
  email: text,
  xms_edov: z.unknown().optional(),
  acct: z.literal([0, 1, '0', '1']).optional(),
  idp: text,
  roles: z.array(z.string()).catch([]),
  login_hint: text,
  sid: text,
});
type Claims = z.output<typeof claimsSchema>;

/** The person whom the claims describe (PRODUCT G1, G2). */
function readPerson(claims: Readonly<Record<string, unknown>>, options: EntraPortalOptions): Person {
  const read = claimsSchema.safeParse(claims);
  if (!read.success || read.data.tid !== options.tenantId) {
    throw new PortalSignInFailure('refused', 'The ID token names no account of the tenant.');
  }
  const known = read.data;
  refuseOutsiders(known);
  const [first = '', ...others] = addressesOf(known);
  return {
    userId: known.oid,
    name: known.name || first || known.oid,
    verifiedEmail: first,
    otherAddresses: others,
    organizationId: organizationIdSchema.parse(known.tid),
    // Must not be empty: the administrator types it to confirm the erasure of all data.
    organizationName: options.organizationName || known.tid,
    administrator: known.roles.includes(ADMINISTRATOR_ROLE) || options.administrators.includes(known.oid),
    entitled: true,
    accountHint: known.login_hint,
    providerSession: known.sid === undefined ? undefined : hashOf(known.sid),
  };
}

/** Refuses guests and personal accounts by every claim that tells one, since each of them may be absent. */
function refuseOutsiders(claims: Claims): void {
  const { tid, idp = tid, acct } = claims;
  if (idp === 'live.com' || idp.includes(PERSONAL_TENANT)) {
    throw new PortalSignInFailure('personal-account', 'A personal Microsoft account.');
  }
  if (Number(acct) === 1 || !foldAscii(idp).includes(tid) || foldAscii(userNameOf(claims)).includes('#ext#')) {
    throw new PortalSignInFailure('guest-account', 'A guest of the tenant.');
  }
}

/**
 * The addresses that the tenant vouches for, without duplicates: the e-mail address if Entra says that the tenant has
 * verified its domain (`xms_edov`; no claim is no answer), and the user principal name, whose domain always is.
 */
function addressesOf(claims: Claims): string[] {
  // Tokens were seen to carry it as a boolean, a number and text.
  const isVerified = /^(true|1)$/i.test(String(claims.xms_edov));
  const addresses = [isVerified ? (claims.email ?? '') : '', userNameOf(claims)].map(foldAscii);
  return [...new Set(addresses)].filter((address) => address.includes('@'));
}

function userNameOf({ upn, preferred_username }: Claims): string {
  return upn ?? preferred_username ?? '';
}
