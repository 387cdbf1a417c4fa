import { tryGetContext } from 'hono/context-storage';
import { getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { chooseLanguage as preferred } from '../../shared/portal/words.ts';
import type { InspectorEnv } from './env.ts';

const COOKIE = 'language';

/** The language of a visit, which it shares with the portal. */
export const chooseLanguage = createMiddleware<InspectorEnv>(async (c, next) => {
  const chosen = c.req.query('lang');
  if (chosen === 'ja' || chosen === 'en') {
    setCookie(c, COOKIE, chosen, { prefix: 'host', httpOnly: true, sameSite: 'Lax' });
    return c.redirect(c.req.path, 303);
  }
  c.set('language', preferred(getCookie(c, COOKIE, 'host'), c.req.header('accept-language') ?? null));
  return next();
});

/** A text in the language of the request that is being answered; in Japanese where there is none. */
export function say(japanese: string, english: string): string {
  return tryGetContext<InspectorEnv>()?.get('language') === 'en' ? english : japanese;
}
