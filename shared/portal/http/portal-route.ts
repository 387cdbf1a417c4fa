import { randomUUID } from 'node:crypto';
import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { WORDS } from '../../i18n/words.ts';
import { type Limited, tooOften } from '../../identity/rate-limit.ts';
import type { Session } from '../../identity/session.ts';
import { type Services, theServices } from '../../services.ts';
import { planPage } from '../account/home-page.ts';
import { closedPage } from '../administrator/erasure/erasure-page.ts';
import type { Frame } from '../components/layout.ts';
import { clientAddress } from './client-address.ts';
import { FormRefused, readForm, readUpload } from './form.ts';
import { languageCookie, readLanguage, readVisit, type Visit } from './request-context.ts';
import { pageReply, type Reply, redirectTo, refuse, toResponse } from './response.ts';
import { ownAddress } from './return-path.ts';

/** What a route gets: the request, taken apart, and everything it may call. */
export interface Call<Signed extends Session | undefined> extends Visit {
  readonly session: Signed;
  readonly services: Services;
  readonly request: HttpRequest;
  /** The fields of a POST whose origin and token were checked; empty for a GET. */
  readonly form: URLSearchParams;
  /** What a form with a file brought; `undefined` when nothing was chosen. */
  readonly file?: Uint8Array | undefined;
}

interface RouteOptions {
  readonly method: 'GET' | 'POST';
  readonly route: string;
  /** What is counted, and refused when it is tried too often. A person's POST is counted as `form` unless it says more. */
  readonly limited?: Limited | 'never';
  /** Whether the form has a file. */
  readonly upload?: true;
}

type Handler<Signed extends Session | undefined> = (call: Call<Signed>) => Promise<Reply>;

/** A route for anybody. */
export function publicRoute(name: string, options: RouteOptions, handler: Handler<Session | undefined>): void {
  register(name, options, async (call) => {
    const wait = await waitFor(
      call.services,
      options.limited,
      clientAddress(call.request.headers.get('x-forwarded-for')),
    );
    return wait ?? handler(call);
  });
}

async function waitFor(
  services: Services,
  limited: RouteOptions['limited'],
  subject: string,
): Promise<Reply | undefined> {
  if (limited === undefined || limited === 'never') return undefined;
  const seconds = await tooOften(services.counters, limited, subject, services.clock.now());
  return seconds === undefined ? undefined : { kind: 'refusal', refusal: 'too-many', retryAfterSeconds: seconds };
}

/** A route for somebody who signed in; others are sent to the sign-in and come back. */
export function personRoute(name: string, options: RouteOptions, handler: Handler<Session>): void {
  signedRoute(name, options, () => true, handler);
}

/** Who may come, and how often, is decided before anything that was sent is read. */
function signedRoute(
  name: string,
  options: RouteOptions,
  allows: (session: Session) => boolean,
  handler: Handler<Session>,
): void {
  register(name, options, async (call) => {
    const { session, request, services } = call;
    if (session === undefined) return askToSignIn(request, options.method);
    if (!allows(session)) return refuse('forbidden');
    const { organizationId, userId } = session.person;
    const limited = options.limited ?? (options.method === 'POST' ? 'form' : undefined);
    const wait = await waitFor(services, limited, `${organizationId}\n${userId}`);
    return wait ?? handler({ ...call, session, ...(await readSent(request, options, services, session)) });
  });
}

async function readSent(
  request: HttpRequest,
  { method, upload }: RouteOptions,
  { settings }: Services,
  session: Session,
): Promise<Pick<Call<Session>, 'form' | 'file'>> {
  if (method === 'GET') return { form: new URLSearchParams() };
  const { origin } = new URL(settings.PORTAL_BASE_URL);
  return upload === true ? readUpload(request, origin, session) : { form: await readForm(request, origin, session) };
}

/** A route for people of an organization whose plan includes the feature (PRODUCT A6). */
export function userRoute(name: string, options: RouteOptions, handler: Handler<Session>): void {
  personRoute(name, options, async (call) => (await closedScreen(call, options.method)) ?? handler(call));
}

/** A route for administrators of an organization whose plan includes the feature. */
export function administratorRoute(name: string, options: RouteOptions, handler: Handler<Session>): void {
  endingRoute(name, options, async (call) => (await closedScreen(call, options.method)) ?? handler(call));
}

/**
 * What is shown in place of a screen that is not open: the plan lacks the feature as it is known now, which may have
 * changed since this person signed in, or all data of the organization is being deleted.
 */
async function closedScreen(
  { services, session, request, words }: Call<Session>,
  method: RouteOptions['method'],
): Promise<Reply | undefined> {
  const { organizationId, administrator } = session.person;
  const organization = (await services.organizations.read(organizationId))?.organization;
  if (organization === undefined) {
    // A sign-in meets the organization before its session begins: this one was deleted since, with all sessions.
    await services.sessions.end(session.id);
    return askToSignIn(request, method);
  }
  const status = method === 'GET' ? 200 : 403;
  if (organization.erasure !== null) return pageReply(closedPage(words, administrator), status);
  return organization.entitled ? undefined : pageReply(planPage(words, administrator), status);
}

function askToSignIn(request: HttpRequest, method: RouteOptions['method']): Reply {
  if (method === 'POST') return refuse('signed-out', {}, screenOf(ownAddress(request.url), method, true));
  const { pathname } = new URL(request.url);
  return redirectTo(`/sign-in?${new URLSearchParams({ return: pathname })}`);
}

/** A route by which an administrator ends something: open also when the plan has lapsed. */
export function endingRoute(name: string, options: RouteOptions, handler: Handler<Session>): void {
  signedRoute(name, options, (session) => session.person.administrator, handler);
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
const registered: { readonly method: string; readonly path: RegExp }[] = [];

/** Whatever no other function answers: an address that does not exist, or one that exists for another method. */
export function fallbackRoute(name: string): void {
  app.http(name, {
    methods: [...METHODS],
    authLevel: 'anonymous',
    route: '{*path}',
    handler: (request) =>
      answer(name, request, async () => {
        const { pathname } = new URL(request.url);
        const methods = registered.filter(({ path }) => path.test(pathname)).map(({ method }) => method);
        return methods.length === 0 ? refuse('not-found') : refuse('method-not-allowed', { allow: methods.join(', ') });
      }),
  });
}

function register(name: string, { method, route }: RouteOptions, handler: Handler<Session | undefined>): void {
  registered.push({ method, path: pathOf(route) });
  app.http(name, {
    methods: [method],
    authLevel: 'anonymous',
    route,
    handler: (request) => answer(name, request, handler),
  });
}

/** The addresses of a route: a parameter stands for one part, or for none where it may not have a single letter. */
function pathOf(route: string): RegExp {
  const parts = route.split('/').map((part) => {
    if (part.includes(':maxlength(0)')) return '';
    return part.startsWith('{') ? '[^/]+' : part.replaceAll('.', '\\.');
  });
  return new RegExp(`^/${parts.join('/')}/?$`, 'i');
}

async function answer(
  route: string,
  request: HttpRequest,
  handler: Handler<Session | undefined>,
): Promise<HttpResponseInit> {
  const services = theServices();
  const address = ownAddress(request.url);
  const language = readLanguage(request);
  let frame: Frame = {
    language,
    words: WORDS[language],
    address: screenOf(address, request.method, false),
    visitor: undefined,
  };

  const reference = randomUUID();
  const { settings } = services;
  const chosen = request.query.get('lang');
  if (request.method === 'GET' && (chosen === 'ja' || chosen === 'en')) {
    return toResponse(redirectTo(address, [languageCookie(chosen)]), frame, settings, reference);
  }
  try {
    const visit = await readVisit(request, services.cookies, services.sessions, services.clock.now());
    const { session } = visit;
    if (session !== undefined) {
      frame = {
        ...frame,
        address: screenOf(address, request.method, true),
        visitor: { name: session.person.name, csrfToken: session.csrfToken },
      };
    }
    const reply = await handler({ ...visit, services, request, form: new URLSearchParams() }).catch(refusedForm);
    if (reply.kind === 'refusal') services.log.record('request-refused', { reference, route, refusal: reply.refusal });
    return await toResponse(reply, frame, settings, reference);
  } catch (failure) {
    // The class of the error only: its message may quote what a person typed or a service answered.
    const error = failure instanceof Error ? failure.name : 'unknown';
    services.log.record('request-failed', { reference, route, error });
    return toResponse(refuse('internal'), frame, settings, reference);
  }
}

function refusedForm(failure: unknown): Reply {
  if (failure instanceof FormRefused) return refuse(failure.refusal);
  throw failure;
}

/** The page on which a change of language leaves a person: this one, or the screen whose form or callback this is. */
function screenOf(address: string, method: string, signedIn: boolean): string {
  const callback = /^\/(?:consent\/(?:callback|proof)|sign-in\/callback|settings\/microsoft-365\/linked)/.test(address);
  if (method === 'GET' && !callback) return address;
  if (address.startsWith('/settings/')) return '/settings/microsoft-365';
  const part = /^\/organization\/microsoft-365\/(?:users|api-keys|settings)(?=[/?]|$)/.exec(address)?.[0];
  if (signedIn && part !== undefined) return part;
  // Who came by a one-time link has no screen here.
  return address.startsWith('/sign-in') || !signedIn ? '/' : '/organization/microsoft-365';
}
