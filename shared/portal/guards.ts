import { type Limited, tooOften } from '../identity/rate-limit.ts';
import type { Session } from '../identity/session.ts';
import { planPage } from './account/home-page.ts';
import { closedPage } from './administrator/erasure/erasure-page.ts';
import { clientAddress } from './http/client-address.ts';
import { readForm, readUpload } from './http/form.ts';
import { type PortalResponse, pageResponse, redirectTo, refuse } from './http/response.ts';
import type { Call, Route } from './http/route.ts';

/**
 * Whether a person wants what is asked for: a page that is gone to, or what our own page asks for. A foreign page's image
 * or script is not, nor is what a browser fetches in advance (Fetch Metadata; no header is no objection).
 */
export function isWanted(headers: Headers): boolean {
  if (headers.get('sec-purpose')?.includes('prefetch')) return false;
  const site = headers.get('sec-fetch-site') ?? 'none';
  return site === 'none' || site === 'same-origin' || headers.get('sec-fetch-mode') === 'navigate';
}

/** Counts a request of a network, and refuses it when there were too many. */
export function limitAddress({ services, request }: Call<Session | undefined>, { limited }: Route) {
  return limit(services, limited, clientAddress(request.headers.get('x-forwarded-for')));
}

/** Counts a request of a person, and refuses it when there were too many. */
export function limitPerson({ services, session }: Call<Session>, { method, limited }: Route) {
  const { organizationId, userId } = session.person;
  return limit(services, limited ?? (method === 'POST' ? 'form' : 'look'), `${organizationId}\n${userId}`);
}

async function limit(
  { counters, looks, clock }: Call<undefined>['services'],
  limited: Limited | 'never' | undefined,
  subject: string,
): Promise<PortalResponse | undefined> {
  if (limited === undefined || limited === 'never') return undefined;
  const seconds = await tooOften(limited === 'look' ? looks : counters, limited, subject, clock.now());
  return seconds === undefined ? undefined : { kind: 'refusal', refusal: 'too-many', retryAfterSeconds: seconds };
}

/** Whoever wanted a page signs in and comes back to it; a form is not sent again. */
export function askToSignIn({ request }: Call<Session | undefined>, { method, screen }: Route): PortalResponse {
  const { pathname } = new URL(request.url);
  if (method === 'POST') return refuse('signed-out', {}, typeof screen === 'string' ? screen : pathname);
  return redirectTo(`/sign-in?${new URLSearchParams({ return: pathname })}`);
}

/** What a form brought, with the token of this very session. Fails with `FormRefused`. */
export async function readSent(
  { request, session }: Call<Session>,
  { method, upload }: Route,
): Promise<Pick<Call<Session>, 'form' | 'file'>> {
  if (method === 'GET') return { form: new URLSearchParams() };
  return upload === true ? readUpload(request, session) : { form: await readForm(request, session) };
}

/**
 * What is shown in place of a screen that is not open: the plan lacks the feature as it is known now, which may have
 * changed since this person signed in (PRODUCT A6), or all data of the organization is being deleted (PRODUCT D3).
 */
export async function closedScreen(call: Call<Session>, route: Route): Promise<PortalResponse | undefined> {
  const { services, session, words } = call;
  const { organizationId, administrator } = session.person;
  const organization = (await services.organizations.read(organizationId))?.organization;
  if (organization === undefined) {
    // A sign-in makes the organization known before its session begins: this one was deleted since, with all sessions.
    await services.sessions.end(session.id);
    return askToSignIn(call, route);
  }
  const status = route.method === 'GET' ? 200 : 403;
  if (organization.erasure !== null) return pageResponse(closedPage(words, administrator), status);
  return organization.entitled ? undefined : pageResponse(planPage(words, administrator), status);
}
