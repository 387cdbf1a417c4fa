import * as z from 'zod';
import { foldAscii } from '../ascii-case.ts';
import { organizationIdSchema, userIdSchema } from '../ids.ts';
import { withoutBidiControls } from './bidi-controls.ts';
import { openidConnectSignIn } from './openid-connect-sign-in.ts';
import { type PortalSignIn, PortalSignInFailure } from './portal-sign-in.ts';
import type { Person } from './session.ts';

export interface OpenidPortalOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly claims: { readonly organization: string; readonly role: string; readonly plan: string };
  readonly administratorRole: string;
  readonly entitledPlans: readonly string[];
}

/** The card system's own OpenID provider: its claims name organization, role and contract plan. */
export function openidPortalSignIn(options: OpenidPortalOptions): PortalSignIn {
  return openidConnectSignIn({
    issuer: options.issuer,
    clientId: options.clientId,
    redirectUri: options.redirectUri,
    promptAnew: 'login',
    authenticate: async () => ({ client_secret: options.clientSecret }),
    personOf: (claims) => readPerson(claims, options),
    refusalOf: (error) => ({ code: error === 'access_denied' ? 'cancelled' : 'refused' }),
  });
}

const text = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? withoutBidiControls(value) : ''));
const claimsSchema = z.looseObject({
  sub: userIdSchema,
  name: text,
  email: text,
  email_verified: z
    .unknown()
    .optional()
    .transform((value) => value === true),
  organization_name: text,
});

/** The person whom the claims describe. The e-mail address counts only if the provider verified it. */
function readPerson(claims: Readonly<Record<string, unknown>>, options: OpenidPortalOptions): Person {
  const known = claimsSchema.parse(claims);
  const organization = organizationIdSchema.safeParse(claims[options.claims.organization]);
  if (!organization.success) {
    const account = known.email || known.name || undefined;
    throw new PortalSignInFailure({ code: 'without-organization', account }, 'The account belongs to no organization.');
  }
  const roles = [claims[options.claims.role]].flat();
  const plan = claims[options.claims.plan];
  return {
    userId: known.sub,
    name: known.name || known.email,
    verifiedEmail: known.email_verified ? foldAscii(known.email) : '',
    organizationId: organization.data,
    // Must not be empty: the administrator types it to confirm the erasure of all data.
    organizationName: known.organization_name || organization.data,
    administrator: roles.includes(options.administratorRole),
    entitled: typeof plan === 'string' && options.entitledPlans.includes(plan),
  };
}
