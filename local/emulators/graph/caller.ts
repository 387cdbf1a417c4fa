import type { MiddlewareHandler } from 'hono';
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import type { EmulatorBindings } from '../emulator.ts';
import { GraphError } from './graph-error.ts';
import type { OutlookMailbox } from './outlook-mailbox.ts';
import type { Lane } from './request-budget.ts';

/** The app and mailbox owner that an access token stands for. */
export interface Caller {
  appId: string;
  scopes: ReadonlySet<string>;
  mailbox: OutlookMailbox;
}

/** `lane` is where the request is worked on. */
export interface GraphEnv {
  Bindings: EmulatorBindings;
  Variables: { caller: Caller; lane: Lane };
}

export interface TokenRules {
  keys: JWTVerifyGetKey;
  /** The issuer of a tenant's tokens. */
  issuer: (tenantId: string) => string;
  /** The mailbox of an account. */
  find: (tenantId: string, objectId: string) => OutlookMailbox | undefined;
}

const claims = z.object({
  iss: z.string(),
  tid: z.string(),
  oid: z.string(),
  scp: z.string().default(''),
  appid: z.string().default(''),
});

/** Authenticates a request by its bearer token: RS256, audience Graph, the tenant's issuer, not expired. */
export function authenticated(rules: TokenRules): MiddlewareHandler<GraphEnv> {
  return async (c, next) => {
    const [, token] = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
    if (token === undefined) throw invalidToken('Access token is empty.');
    const { tid, oid, scp, appid } = await verified(token, rules);
    const mailbox = rules.find(tid, oid);
    // unverified: which of its several 404 codes Graph gives for an account that has no mailbox at all.
    if (!mailbox) throw new GraphError(404, 'ResourceNotFound', 'Resource could not be discovered.');
    c.set('caller', { appId: appid, scopes: new Set(scp.split(' ')), mailbox });
    await next();
  };
}

async function verified(token: string, rules: TokenRules): Promise<z.infer<typeof claims>> {
  try {
    const { payload } = await jwtVerify(token, rules.keys, {
      algorithms: ['RS256'],
      audience: 'https://graph.microsoft.com',
      requiredClaims: ['exp'],
    });
    const known = claims.parse(payload);
    if (known.iss === rules.issuer(known.tid)) return known;
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) {
      throw invalidToken('Lifetime validation failed, the token is expired.');
    }
    if (cause instanceof errors.JWTClaimValidationFailed && cause.claim === 'aud') {
      throw invalidToken('Access token validation failure. Invalid audience.');
    }
    // Any other token error is answered below.
  }
  throw invalidToken('Access token validation failure.');
}

function invalidToken(message: string): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message);
}
