import { WORDS, type Words } from '../../i18n/words.ts';
import { hashOf } from '../../identity/attempt.ts';
import type { SealedCookies } from '../../identity/sealed-cookie.ts';
import { isAlive, isUnseen, type Session, type SessionStore } from '../../identity/session.ts';
import { instant } from '../../ids.ts';
import { chooseLanguage, type Language } from '../../language.ts';
import type { Cookie } from './response.ts';

/** The `__Host-` prefix makes browsers require HTTPS and `Path=/` and restrict the cookie to this host. */
const SESSION_COOKIE = '__Host-session';
const SIGN_IN_COOKIE = '__Host-sign-in';
const CONSENT_COOKIE = '__Host-consent';
const LANGUAGE_COOKIE = '__Host-language';
const YEAR_SECONDS = 365 * 24 * 3600;

/** What the cookies and headers of a request say: session, bindings, language. */
export interface RequestContext {
  readonly language: Language;
  readonly words: Words;
  readonly session: Session | undefined;
  /** Value that binds a sign-in attempt to this browser, from its cookie. */
  readonly signInBinding: string | undefined;
  /** Value that binds a consent attempt started from a one-time link to this browser, from its cookie. */
  readonly consentBinding: string | undefined;
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
  const session = sessionId === undefined ? undefined : await readSession(sessions, hashOf(sessionId), attended, now);
  const language = readLanguage(headers);
  return {
    language,
    words: WORDS[language],
    session,
    signInBinding: await cookies.open(SIGN_IN_COOKIE, sent.get(SIGN_IN_COOKIE)),
    consentBinding: await cookies.open(CONSENT_COOKIE, sent.get(CONSENT_COOKIE)),
  };
}

async function readSession(
  sessions: SessionStore,
  id: string,
  attended: boolean,
  now: Date,
): Promise<Session | undefined> {
  const session = await sessions.read(id);
  if (session === undefined || !isAlive(session, now)) return undefined;
  if (attended && isUnseen(session, now)) await sessions.seen({ ...session, seenAt: instant(now) });
  return session;
}

/** The cookie that holds the session's value. */
export function sessionCookie(cookies: SealedCookies, value: string, lifeSeconds: number): Promise<Cookie> {
  return sealedCookie(cookies, SESSION_COOKIE, value, lifeSeconds);
}

/** The cookie that holds the binding of a sign-in attempt. */
export function signInCookie(cookies: SealedCookies, value: string, lifeSeconds: number): Promise<Cookie> {
  return sealedCookie(cookies, SIGN_IN_COOKIE, value, lifeSeconds);
}

/** The cookie that holds the binding of a consent attempt started from a one-time link. */
export function consentCookie(cookies: SealedCookies, value: string, lifeSeconds: number): Promise<Cookie> {
  return sealedCookie(cookies, CONSENT_COOKIE, value, lifeSeconds);
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

/** Cookies that delete the session and attempt cookies. */
export function endedCookies(): Cookie[] {
  return ([SESSION_COOKIE, SIGN_IN_COOKIE] as const).map((name) => ({ name, value: '', maxAge: 0 }));
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
