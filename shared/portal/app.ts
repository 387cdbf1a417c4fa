import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { WORDS } from '../i18n/words.ts';
import { isRoleProven, type Session } from '../identity/session.ts';
import type { Services } from '../services.ts';
import { flashMessage } from './components/flash-message.ts';
import type { Frame } from './components/layout.ts';
import { askToSignIn, closedScreen, isWanted, keepTyped, limitAddress, limitPerson, readSent } from './guards.ts';
import { answerOnce } from './http/answer-once.ts';
import { flashCookie, readFlash, SHOWN_FLASH } from './http/flash.ts';
import { FormRefused } from './http/form.ts';
import { languageCookie, readLanguage, readRequestContext } from './http/request-context.ts';
import { ANSWER_NOT_USED, type PortalResponse, redirectTo, refuse, toResponse } from './http/response.ts';
import { ownAddress } from './http/return-path.ts';
import type { Call, PortalRequest, Route } from './http/route.ts';
import { sessionMark } from './http/session-mark.ts';
import { readUnsent, SHOWN_UNSENT, screenOf, unsentCookies } from './http/unsent-form.ts';
import { ROUTES } from './routes.ts';

/**
 * The portal as one Hono app that serves all HTTP functions. Paths are matched like the functions host matches them:
 * case-insensitively, with or without a trailing slash.
 */
export function portalApp(services: () => Services): Hono {
  const app = new Hono({ getPath: addressOf });
  const answered = new Map<string, string[]>();
  for (const route of ROUTES) {
    app.on(route.method, route.path, (c) =>
      answer(c, services(), route, (call) => (c.req.method === 'HEAD' && route.acts ? EMPTY : admit(call, route))),
    );
    answered.set(route.path, [...(answered.get(route.path) ?? []), route.method]);
  }
  const refusing = (name: string, reply: PortalResponse) => (c: Context) =>
    answer(c, services(), { name, path: '*', ...(c.req.method === 'GET' ? {} : { screen: '/' }) }, () => reply);
  for (const [path, methods] of answered) {
    app.all(path, refusing('method-not-allowed', refuse('method-not-allowed', { allow: methods.join(', ') })));
  }
  app.notFound(refusing('not-found', refuse('not-found')));
  return app;
}

/** Authorizes and rate-limits a request before its body is read. */
async function admit(call: Call<Session | undefined>, route: Route): Promise<PortalResponse> {
  const { session } = call;
  if (route.access === 'public') return (await limitAddress(call, route)) ?? route.handler(call);
  if (session === undefined) return askToSignIn(call, route);
  const isForAdministrators = route.access === 'administrator' || route.access === 'administrator-always';
  if (isForAdministrators && !session.person.administrator) return refuse('forbidden');
  if (isForAdministrators && !isRoleProven(session, call.services.clock.now())) return askToSignIn(call, route);
  const { isReadable, limited } = route;
  const before = await limitPerson({ ...call, session }, route, isReadable === undefined ? limited : undefined);
  if (before !== undefined) return before;
  const sent = await readSent({ ...call, session }, route).catch((failure: unknown) => {
    if (failure instanceof FormRefused && failure.earlier !== undefined) return failure.earlier;
    throw failure;
  });
  if (sent instanceof URLSearchParams) return showAgain(call, route, sent);
  const signed = { ...call, session, ...sent };
  const after = (await isReadable?.(signed)) ? await limitPerson(signed, route, limited) : undefined;
  if (after !== undefined) return after;
  const isOpenAlways = route.access === 'person' || route.access === 'administrator-always';
  const act = async () =>
    (isOpenAlways ? undefined : await closedScreen(signed, route)) ?? (await route.handler(signed));
  return route.method === 'POST' && route.harmless !== true ? answerOnce(signed, act) : act();
}

/** Leads back to the screen of a form that was sent from an earlier session of the same person, with what was typed. */
async function showAgain(
  { services, request }: Call<Session | undefined>,
  route: Route,
  form: URLSearchParams,
): Promise<PortalResponse> {
  const cookies = await unsentCookies(services.cookies, route, request.url, form);
  return redirectTo(screenOf(route, new URL(request.url).pathname), cookies);
}

/** Reads session and language, runs the route, and turns its result or failure into a response. */
async function answer(
  c: Context,
  services: Services,
  route: Pick<Route, 'name' | 'path' | 'screen' | 'framed' | 'keeps' | 'upload'> & {
    readonly method?: Route['method'];
  },
  serve: (call: Call<Session | undefined>) => Promise<PortalResponse> | PortalResponse,
): Promise<Response> {
  const { name, path, method, screen, framed } = route;
  const request = requestOf(c, path);
  const { settings, cookies, sessions, clock, log } = services;
  const reference = randomUUID();
  const language = readLanguage(request.headers);
  const words = WORDS[language];
  const here = ownAddress(request.url);
  const frameFor = (session: Session | undefined): Frame => ({
    language,
    words,
    address: screen === undefined ? here : typeof screen === 'string' ? screen : screen(session),
    visitor: session && { name: session.person.name, csrfToken: session.csrfToken, mark: sessionMark(session) },
  });
  let frame = frameFor(undefined);

  // Cross-site requests are refused before anything is counted or written, so that another site cannot use up the rate
  // limits of a person or a network. Browsers send `Origin` with every POST; a POST without it is refused.
  if (!isWanted(request.headers, framed)) return toResponse(NOT_WANTED, frame, settings, reference);
  if (method === 'POST' && request.headers.get('origin') !== new URL(settings.PORTAL_BASE_URL).origin) {
    return toResponse(refuse('form-refused'), frame, settings, reference);
  }
  const chosen = request.query.get('lang');
  if (c.req.method === 'GET' && (chosen === 'ja' || chosen === 'en')) {
    return toResponse(redirectTo(here, [languageCookie(chosen)]), frame, settings, reference);
  }
  try {
    const visit = await readRequestContext(request.headers, cookies, sessions, clock.now());
    frame = frameFor(visit.session);
    const flash = visit.session && (await readFlash(cookies, visit.session, request.headers, request.url));
    const unsent = visit.session && (await readUnsent(cookies, visit.session, request.headers, request.url));
    if (unsent !== undefined)
      frame = {
        ...frame,
        notice: flashMessage({ warning: unsent.failed ? words.errors.unfinished : words.errors.unsent }),
      };
    else if (flash?.said === ANSWER_NOT_USED)
      frame = { ...frame, notice: flashMessage({ note: words.errors.answerNotUsed }) };
    const call = { ...visit, flash, unsent, services, request, form: new URLSearchParams() };
    const reply = await withFlash(call, await serveForm(() => serve(call)));
    if (reply.kind === 'refusal') log.record('request-refused', { reference, route: name, refusal: reply.refusal });
    return await toResponse(reply, frame, settings, reference);
  } catch (failure) {
    // Logs only the class of the error: its message may quote user input or a service's answer.
    const error = failure instanceof Error ? failure.name : 'unknown';
    log.record('request-failed', { reference, route: name, error });
    const isForm = method === 'POST' && frame.visitor !== undefined;
    if (!isForm) return toResponse(refuse('internal'), frame, settings, reference);
    const back = refuse('internal', {}, screenOf(route, new URL(request.url).pathname));
    const call = { services, request, form: new URLSearchParams() };
    return toResponse(await keepTyped(call, route, back, true), frame, settings, reference);
  }
}

/** Adds the cookie that brings the reply's message to the next page, or deletes what this page has shown. */
async function withFlash(call: Call<Session | undefined>, reply: PortalResponse): Promise<PortalResponse> {
  const { services, session, flash, unsent } = call;
  const { cookies = [] } = reply;
  if (reply.kind === 'redirect' && reply.flash !== undefined && session !== undefined) {
    return { ...reply, cookies: [...cookies, await flashCookie(services.cookies, session, reply.to, reply.flash)] };
  }
  if (reply.kind !== 'page') return reply;
  const shown = [...(flash === undefined ? [] : [SHOWN_FLASH]), ...(unsent === undefined ? [] : [SHOWN_UNSENT])];
  return { ...reply, cookies: [...cookies, ...shown] };
}

const EMPTY = { kind: 'text', contentType: 'text/plain', body: '', cacheSeconds: 0 } as const;
const NOT_WANTED: PortalResponse = { ...EMPTY, status: 403 };

async function serveForm(serve: () => Promise<PortalResponse> | PortalResponse): Promise<PortalResponse> {
  try {
    return await serve();
  } catch (failure) {
    if (failure instanceof FormRefused) return refuse(failure.refusal);
    throw failure;
  }
}

function requestOf({ req }: Context, path: string): PortalRequest {
  return {
    url: req.url,
    headers: req.raw.headers,
    query: new URL(req.url).searchParams,
    params: parametersOf(path, req.url),
    text: () => req.text(),
    arrayBuffer: () => req.arrayBuffer(),
  };
}

/** Path parameters in their original case: only the fixed segments of a path are case-insensitive. */
function parametersOf(path: string, url: string): Record<string, string> {
  const parts = new URL(url).pathname.split('/');
  const named = path
    .split('/')
    .flatMap((part, position) => (part.startsWith(':') ? [[part.slice(1), parts[position]]] : []));
  return Object.fromEntries(named);
}

function addressOf({ url }: Request): string {
  const { pathname } = new URL(url);
  return (pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname).toLowerCase();
}
