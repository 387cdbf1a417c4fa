import { SECOND } from '../../clock.ts';
import { WORDS, type Words } from '../../i18n/words.ts';
import { type AnsweringBrowser, ATTEMPT_KEPT, hashOf } from '../../identity/attempt.ts';
import type { SealedCookies } from '../../identity/sealed-cookie.ts';
import { bindingOf, isAlive, isUnseen, type Session, type SessionStore } from '../../identity/session.ts';
import { instant } from '../../ids.ts';
import { chooseLanguage, type Language } from '../../language.ts';
import type { Cookie } from './response.ts';

/** The `__Host-` prefix makes browsers require HTTPS and `Path=/` and restrict the cookie to this host. */
const SESSION_COOKIE: Cookie['name'] = '__Host-session';
/** Each attempt without a session has a cookie of its own, so that one that begins takes nothing from another. */
const ATTEMPT_COOKIE = '__Host-attempt-';
/** Cookies of attempts that a browser keeps; the oldest one leaves for a new one. */
const MOST_ATTEMPTS = 10;
/** Somebody signed out in this browser, and nobody has signed in since. */
const SIGNED_OUT_COOKIE: Cookie['name'] = '__Host-signed-out';
const LANGUAGE_COOKIE = '__Host-language';
const YEAR_SECONDS = 365 * 24 * 3600;

/** What the cookies and headers of a request say: session, bindings, language. */
export interface RequestContext {
  readonly language: Language;
  readonly words: Words;
  readonly session: Session | undefined;
  /** Somebody signed out in this browser, and nobody has signed in since. */
  readonly signedOut: boolean;
  /** The browser holds a session that was ended before its time: in another browser, or with the organization's data. */
  readonly sessionWasEnded: boolean;
  /** The sealed cookies of attempts by name, the oldest first. */
  readonly attemptCookies: ReadonlyMap<Cookie['name'], string>;
  /** Whether the browser sent any cookie of ours. */
  readonly keepsCookies: boolean;
}

/** The language that the person chose, or else the browser's preferred one. */
export function readLanguage(headers: Headers): Language {
  const chosen = readCookies(headers.get('cookie')).get(LANGUAGE_COOKIE);
  return chooseLanguage(chosen, headers.get('accept-language'));
}

/**
 * Reads the cookies of a request, and the session if it is active, whose use is recorded. Invalid cookies count as
 * absent.
 */
export async function readRequestContext(
  headers: Headers,
  cookies: SealedCookies,
  sessions: SessionStore,
  now: Date,
): Promise<RequestContext> {
  const sent = readCookies(headers.get('cookie'));
  const sessionId = await cookies.open(SESSION_COOKIE, sent.get(SESSION_COOKIE));
  // Polling requests of an open page are marked with `x-unattended`; they must not extend the session.
  const attended = headers.get('x-unattended') === null;
  const stored = sessionId === undefined ? undefined : await sessions.read(hashOf(sessionId));
  const session = stored !== undefined && isAlive(stored, now) ? stored : undefined;
  if (session !== undefined && attended && isUnseen(session, now)) {
    await sessions.seen({ ...session, seenAt: instant(now) });
  }
  const language = readLanguage(headers);
  return {
    language,
    words: WORDS[language],
    session,
    signedOut: sent.has(SIGNED_OUT_COOKIE),
    sessionWasEnded: sessionId !== undefined && stored === undefined,
    attemptCookies: new Map([...sent].flatMap(([name, value]) => (isOfAttempt(name) ? [[name, value]] : []))),
    keepsCookies: [...sent.keys()].some((name) => name.startsWith('__Host-')),
  };
}

/** The cookies after a sign-in: one holds the session's value. */
export async function sessionCookies(cookies: SealedCookies, value: string, lifeSeconds: number): Promise<Cookie[]> {
  return [await sealedCookie(cookies, SESSION_COOKIE, value, lifeSeconds), ended(SIGNED_OUT_COOKIE)];
}

/**
 * The cookie that binds an attempt to this browser, and the end of those that are too many. It outlives the attempt, so
 * that a late or repeated answer is known as this browser's.
 *
 * @param binding the value whose hash the attempt has
 * @param timeout of the attempt, in milliseconds
 */
export async function attemptCookies(
  cookies: SealedCookies,
  { attemptCookies: kept }: RequestContext,
  binding: string,
  timeout: number,
): Promise<Cookie[]> {
  const surplus = [...kept.keys()].slice(0, Math.max(0, kept.size + 1 - MOST_ATTEMPTS));
  const name = `${ATTEMPT_COOKIE}${hashOf(binding).slice(0, 16)}` as const;
  return [...surplus.map(ended), await sealedCookie(cookies, name, binding, (timeout + ATTEMPT_KEPT) / SECOND)];
}

/**
 * This browser, as it answers an attempt.
 *
 * @param session the session, if attempts of sessions may be answered here
 */
export async function answeringBrowser(
  cookies: SealedCookies,
  { attemptCookies: kept, keepsCookies }: RequestContext,
  session?: Session,
): Promise<AnsweringBrowser> {
  const own = await Promise.all([...kept].map(([name, sealed]) => cookies.open(name, sealed)));
  const bindings = [...own, session && bindingOf(session)].filter((binding) => binding !== undefined);
  return { bindings, keepsCookies };
}

function isOfAttempt(name: string): name is Cookie['name'] {
  return name.startsWith(ATTEMPT_COOKIE);
}

async function sealedCookie(
  cookies: SealedCookies,
  name: Cookie['name'],
  value: string,
  lifeSeconds: number,
): Promise<Cookie> {
  return { name, value: await cookies.seal(name, value, lifeSeconds), maxAge: lifeSeconds };
}

/** The cookie that remembers the chosen language for a year. */
export function languageCookie(language: Language): Cookie {
  return { name: LANGUAGE_COOKIE, value: language, maxAge: YEAR_SECONDS };
}

/** The cookies after a sign-out: those of the session and of all attempts are deleted. */
export function signedOutCookies({ attemptCookies: kept }: RequestContext): Cookie[] {
  const signedOut = { name: SIGNED_OUT_COOKIE, value: 'yes', maxAge: YEAR_SECONDS };
  return [...[SESSION_COOKIE, ...kept.keys()].map(ended), signedOut];
}

function ended(name: Cookie['name']): Cookie {
  return { name, value: '', maxAge: 0 };
}

/**
 * The cookies of a request by case-sensitive name. Only space and tab are trimmed (RFC 6265): trimming other white
 * space would let a cookie set by a sibling host pass under our name. A name that occurs twice is ignored, since
 * browsers never send one of our cookies twice.
 */
export function readCookies(header: string | null): ReadonlyMap<string, string> {
  const pairs = (header ?? '').split(';').map((pair): [string, string] => {
    const [name = '', ...value] = pair.split('=');
    return [trimmed(name), trimmed(value.join('='))];
  });
  const names = Map.groupBy(pairs, ([name]) => name);
  return new Map(pairs.filter(([name]) => names.get(name)?.length === 1));
}

function trimmed(text: string): string {
  return text.replaceAll(/^[ \t]+|[ \t]+$/g, '');
}
