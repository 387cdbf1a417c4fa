import { DAY } from '../../clock.ts';
import { tooOften } from '../../identity/rate-limit.ts';
import { isRoleProven, type Session } from '../../identity/session.ts';
import { VERSION } from '../../version.ts';
import { findingsFor } from '../administrator/deployment/routes.ts';
import { refuse } from '../http/response.ts';
import { type Call, publicRoute, type Route } from '../http/route.ts';

/**
 * Milliseconds until `Expires` of security.txt. RFC 9116 recommends less than a year; the text is generated for every
 * request, so a month is enough.
 */
const GOOD_FOR = 30 * DAY;

async function mayCheck({ services }: Call<Session | undefined>, session: Session): Promise<boolean> {
  const { organizationId, userId, administrator } = session.person;
  const now = services.clock.now();
  if (!services.isForOneCompany || !administrator || !isRoleProven(session, now)) return false;
  return (await tooOften(services.counters, 'deployment-check', `${organizationId}\n${userId}`, now)) === undefined;
}

export const OPERATIONS_ROUTES: readonly Route[] = [
  publicRoute('egress', { method: 'GET', path: '/.well-known/egress.json' }, async ({ services }) => ({
    kind: 'json',
    body: { addresses: services.settings.EGRESS_IPS },
  })),

  publicRoute('security-contact', { method: 'GET', path: '/.well-known/security.txt' }, async ({ services }) => {
    const { SECURITY_CONTACT, PORTAL_BASE_URL } = services.settings;
    if (SECURITY_CONTACT === undefined) return refuse('not-found');
    const expires = new Date(services.clock.now().getTime() + GOOD_FOR).toISOString();
    return {
      kind: 'text',
      contentType: 'text/plain; charset=utf-8',
      cacheSeconds: 3600,
      body: [
        `Contact: ${SECURITY_CONTACT}`,
        `Expires: ${expires}`,
        'Preferred-Languages: ja, en',
        `Canonical: ${PORTAL_BASE_URL}/.well-known/security.txt`,
        '',
      ].join('\n'),
    };
  }),

  publicRoute('health', { method: 'GET', path: '/healthz' }, async () => ({
    kind: 'json',
    body: { status: 'ok' },
    headers: { 'x-version': VERSION },
  })),

  // Answers only whether all services can be reached. Which one cannot is in the log, and not for the public, but for
  // the administrators of an organization that has the deployment to itself (PRODUCT E6).
  publicRoute('ready', { method: 'GET', path: '/readyz' }, async (call) => {
    const { services, session } = call;
    const ready = await services.isReady();
    return {
      kind: 'json',
      status: ready ? 200 : 503,
      body: {
        status: ready ? 'ready' : 'unavailable',
        ...(session !== undefined && (await mayCheck(call, session))
          ? { checks: await findingsFor({ ...call, session }) }
          : {}),
      },
      headers: { 'x-version': VERSION },
    };
  }),
];
