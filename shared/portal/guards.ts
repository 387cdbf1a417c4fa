import { type Limited, tooOften } from '../identity/rate-limit.ts';
import type { Session } from '../identity/session.ts';
import { planPage } from './account/home-page.ts';
import { closedPage } from './administrator/erasure/erasure-page.ts';
import { clientAddress } from './http/client-address.ts';
import { FormRefused, readForm, readPublicForm, readUpload } from './http/form.ts';
import { answeringBrowser } from './http/request-context.ts';
import { type PortalResponse, pageResponse, redirectTo, refuse } from './http/response.ts';
import { returnPath } from './http/return-path.ts';
import type { Call, Route } from './http/route.ts';
import { screenOf, unsentCookies } from './http/unsent-form.ts';

/** How browsers say that they fetch a page before anybody asked for it: the standard first, then what came before it. */
const IN_ADVANCE = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'];

/**
 * Whether the request is a navigation or comes from our own pages, by Fetch Metadata. Rejects subresource requests
 * from other sites, prefetches and previews; requests without these headers are accepted.
 *
 * @param framed whether the address is meant to be opened in a frame of another site
 */
export function isWanted(headers: Headers, framed = false): boolean {
  if (IN_ADVANCE.some((name) => /prefetch|prerender|preview/i.test(headers.get(name) ?? ''))) return false;
  const site = headers.get('sec-fetch-site') ?? 'none';
  if (site === 'none' || site === 'same-origin') return true;
  // A frame of another site navigates as well, and shows nothing: our pages refuse to be framed.
  const destinations = framed ? ['document', 'iframe'] : ['document'];
  return (
    headers.get('sec-fetch-mode') === 'navigate' && destinations.includes(headers.get('sec-fetch-dest') ?? 'document')
  );
}

/**
 * Applies the route's rate limit per network address. An answer of a browser that began something never waits for the
 * stray ones of others at its address.
 */
export async function limitAddress(call: Call<Session | undefined>, { limited }: Route) {
  const { services, request, session } = call;
  const { bindings } = await answeringBrowser(services.cookies, call, session);
  if (limited === 'stray-answer' && bindings.length > 0) return undefined;
  return limit(services, limited, clientAddress(request.headers.get('x-forwarded-for')));
}

/** Applies a rate limit per person: the route's, or that of all forms or views. */
export async function limitPerson(
  call: Call<Session>,
  route: Route,
  routeLimit: Route['limited'],
): Promise<PortalResponse | undefined> {
  const { services, session, request } = call;
  const { organizationId, userId } = session.person;
  const limited = routeLimit ?? (route.method === 'POST' ? 'form' : 'look');
  const refusal = await limit(services, limited, `${organizationId}\n${userId}`);
  if (refusal === undefined || route.method === 'GET') return refusal;
  return keepTyped(call, route, { ...refusal, returnTo: screenOf(route, new URL(request.url).pathname) });
}

/** Adds what was typed in a form that is not taken to the reply, for its screen to show again. */
export async function keepTyped(
  { services, request, form: read }: Pick<Call<Session | undefined>, 'services' | 'request' | 'form'>,
  route: Pick<Route, 'screen' | 'keeps' | 'upload'>,
  reply: PortalResponse,
  failed = false,
): Promise<PortalResponse> {
  if (route.upload === true) return reply;
  try {
    const form = read.size > 0 ? read : await readPublicForm(request);
    return { ...reply, cookies: await unsentCookies(services.cookies, route, request.url, form, failed) };
  } catch (failure) {
    if (failure instanceof FormRefused) return reply;
    throw failure;
  }
}

async function limit(
  { counters, looks, clock, log }: Call<undefined>['services'],
  limited: Limited | 'never' | undefined,
  subject: string,
) {
  if (limited === undefined || limited === 'never') return undefined;
  const seconds = await tooOften(limited === 'look' ? looks : counters, limited, subject, clock.now());
  if (seconds === undefined) return undefined;
  log.record('limit-reached', { limited });
  return { kind: 'refusal', refusal: 'too-many', retryAfterSeconds: seconds } as const;
}

/**
 * Sends a visitor without a session to the sign-in and then back to the page, or to the screen of a file. A POST is refused and not repeated; what
 * was typed is shown again after the sign-in.
 */
export async function askToSignIn(call: Call<Session | undefined>, route: Route): Promise<PortalResponse> {
  const { pathname, search } = new URL(call.request.url);
  const screen = screenOf(route, pathname);
  if (route.method === 'POST') return keepTyped(call, route, refuse('signed-out', {}, returnPath(screen)));
  return redirectTo(`/sign-in?${new URLSearchParams({ return: returnPath(screen + search) })}`);
}

/** Reads the form of a POST and checks its CSRF token. Fails with `FormRefused`. */
export async function readSent(
  { request, session }: Call<Session>,
  { method, upload }: Route,
): Promise<Pick<Call<Session>, 'form' | 'file'>> {
  if (method === 'GET') return { form: new URLSearchParams() };
  return upload === true ? readUpload(request, session) : { form: await readForm(request, session) };
}

/**
 * The page that replaces a closed screen; `undefined` when it is open. Closed means: by the stored organization, which
 * may be newer than the session, the plan lacks the feature (PRODUCT A6), or all data is being erased (PRODUCT D3).
 */
export async function closedScreen(call: Call<Session>, route: Route): Promise<PortalResponse | undefined> {
  const { services, session, words } = call;
  const { organizationId, administrator } = session.person;
  const organization = (await services.organizations.read(organizationId))?.organization;
  if (organization === undefined) {
    // The sign-in stores the organization before the session starts, so a missing organization was erased since.
    await services.sessions.end(session.id);
    return askToSignIn(call, route);
  }
  const status = route.method === 'GET' ? 200 : 403;
  if (organization.erasure !== null) return pageResponse(closedPage(words, administrator), status);
  return organization.entitled ? undefined : pageResponse(planPage(words, administrator), status);
}
