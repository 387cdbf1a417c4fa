import { tryGetContext } from 'hono/context-storage';
import { languageDetector } from 'hono/language';
import type { InspectorEnv } from './env.ts';

/** The language of a visit, which it shares with the portal: chosen, or preferred by the browser. */
export const chooseLanguage = languageDetector({
  supportedLanguages: ['ja', 'en'],
  fallbackLanguage: 'ja',
  order: ['querystring', 'cookie', 'header'],
  lookupQueryString: 'lang',
  lookupCookie: '__Host-language',
  caches: ['cookie'],
  cookieOptions: { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' },
});

/** A text in the language of the request that is being answered; in Japanese where there is none. */
export function say(japanese: string, english: string): string {
  return tryGetContext<InspectorEnv>()?.get('language') === 'en' ? english : japanese;
}
