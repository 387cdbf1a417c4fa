import type { Cookie, HttpRequest } from '@azure/functions';
import { hashOf } from '../shared/identity/attempt.ts';
import type { SealedCookies } from '../shared/identity/sealed-cookie.ts';
import type { Session, SessionStore } from '../shared/identity/session.ts';
import { chooseLanguage, type Language, WORDS, type Words } from '../shared/portal/words.ts';

/** `__Host-` keeps a cookie to this host, this scheme and every path of it. */
const SESSION_COOKIE = '__Host-session';
const SIGN_IN_COOKIE = '__Host-sign-in';
const LANGUAGE_COOKIE = '__Host-language';
const YEAR_SECONDS = 365 * 24 * 3600;

/** One request of one browser. */
export interface Visit {
  readonly language: Language;
  readonly words: Words;
  readonly session: Session | undefined;
  /** The binding of a sign-in attempt that this browser started. */
  readonly signInBinding: string | undefined;
}

/** The language that the person chose, or the browser prefers. */
export function readLanguage(request: HttpRequest): Language {
  const chosen = readCookies(request.headers.get('cookie')).get(LANGUAGE_COOKIE);
  return chooseLanguage(chosen, request.headers.get('accept-language'));
}

export async function readVisit(request: HttpRequest, cookies: SealedCookies, sessions: SessionStore): Promise<Visit> {
  const sent = readCookies(request.headers.get('cookie'));
  const sessionId = await cookies.open(SESSION_COOKIE, sent.get(SESSION_COOKIE));
  const session = sessionId === undefined ? undefined : await sessions.read(hashOf(sessionId));
  const language = readLanguage(request);
  return {
    language,
    words: WORDS[language],
    session: session !== undefined && Date.parse(session.expiresAt) > Date.now() ? session : undefined,
    signInBinding: await cookies.open(SIGN_IN_COOKIE, sent.get(SIGN_IN_COOKIE)),
  };
}

export async function sessionCookie(cookies: SealedCookies, value: string, lifeSeconds: number): Promise<Cookie> {
  return {
    ...SECURE,
    name: SESSION_COOKIE,
    value: await cookies.seal(SESSION_COOKIE, value, lifeSeconds),
    maxAge: lifeSeconds,
  };
}

export async function signInCookie(cookies: SealedCookies, value: string, lifeSeconds: number): Promise<Cookie> {
  return {
    ...SECURE,
    name: SIGN_IN_COOKIE,
    value: await cookies.seal(SIGN_IN_COOKIE, value, lifeSeconds),
    maxAge: lifeSeconds,
  };
}

export function languageCookie(language: Language): Cookie {
  return { ...SECURE, name: LANGUAGE_COOKIE, value: language, maxAge: YEAR_SECONDS };
}

/** Cookies that make the browser forget the session and the attempt. */
export function endedCookies(): Cookie[] {
  return [SESSION_COOKIE, SIGN_IN_COOKIE].map((name) => ({ ...SECURE, name, value: '', maxAge: 0 }));
}

/** Lax: the callbacks of the sign-in services are navigations from another site, and need the cookie. */
const SECURE = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;

function readCookies(header: string | null): ReadonlyMap<string, string> {
  const pairs = (header ?? '').split(';').map((pair): [string, string] => {
    const [name = '', ...value] = pair.split('=');
    return [name.trim(), value.join('=').trim()];
  });
  return new Map(pairs);
}
