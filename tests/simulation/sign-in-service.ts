import * as z from 'zod';
import { HOUR } from '../../shared/clock.ts';
import { type MailboxSignIn, TokenFailure } from '../../shared/identity/mailbox-sign-in.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Invocation, Wire } from './invocation.ts';
import type { Timeline } from './timeline.ts';
import { CANARY } from './watch.ts';

const TOKEN_TTL = HOUR;

const grantSchema = z.object({ canary: z.literal(CANARY), user: z.string(), grant: z.number() });
const accessSchema = grantSchema.extend({ until: z.number() });

/** Microsoft's sign-in, for people who sign in as themselves. */
export interface SignInService {
  /** Whoever holds a token of an earlier grant holds nothing. */
  revoke(user: string): void;
  /** The person whose mailbox an access token opens now. */
  opens(accessToken: string): string | undefined;
  as(wire: Wire, by: Invocation): MailboxSignIn;
}

export function openSignInService(timeline: Timeline): SignInService {
  const grants = new Map<string, number>();
  const current = (user: string) => grants.get(user) ?? 0;
  const sealed = (user: string) => ({ canary: CANARY, user, grant: current(user) });
  const access = (user: string) => JSON.stringify({ ...sealed(user), until: timeline.now() + TOKEN_TTL });
  const unavailable = (): never => {
    throw new TokenFailure('transient', 'temporarily_unavailable');
  };
  const unused = (): never => {
    throw new Error('Not part of the simulation.');
  };

  return {
    revoke: (user) => void grants.set(user, current(user) + 1),
    opens(accessToken) {
      const { user, grant, until } = accessSchema.parse(JSON.parse(accessToken));
      return grant === current(user) && timeline.now() < until ? user : undefined;
    },
    as: (wire, by) => ({
      tenantExists: unused,
      adminConsentUrl: unused,
      proofUrl: unused,
      redeemProof: unused,
      linkUrl: async ({ state }) => `https://sign-in.example/?state=${state}`,
      // The code is the person's name: everybody signs in as themselves.
      redeemLink: ({ tenantId, code: user }: { tenantId: TenantId; code: string }) =>
        wire.call(by, {
          port: 'sign-in',
          name: 'redeem',
          effect: () => ({
            identity: { tenantId, objectId: `oid-${user}`, name: `${user}@mihon.example.com`, roles: [], guest: false },
            cache: JSON.stringify(sealed(user)),
            accessToken: access(user),
          }),
          lost: unavailable,
          refused: unavailable,
        }),
      refresh: (_, cache) =>
        wire.call(by, {
          port: 'sign-in',
          name: 'refresh',
          effect: () => {
            if (cache === '') throw new TokenFailure('user', 'no_tokens_found');
            const { user, grant } = grantSchema.parse(JSON.parse(cache));
            if (grant !== current(user)) throw new TokenFailure('user', 'invalid_grant');
            return { accessToken: access(user), cache };
          },
          lost: unavailable,
          refused: unavailable,
        }),
    }),
  };
}
