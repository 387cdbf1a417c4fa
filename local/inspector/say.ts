import { tryGetContext } from 'hono/context-storage';
import { languageDetector } from 'hono/language';
import type { InspectorEnv } from './env.ts';

/** The language of a request, shared with the portal: chosen by the person, or preferred by the browser. */
export const chooseLanguage = languageDetector({
  supportedLanguages: ['ja', 'en'],
  fallbackLanguage: 'ja',
  order: ['querystring', 'cookie', 'header'],
  lookupQueryString: 'lang',
  lookupCookie: '__Host-language',
  caches: ['cookie'],
  cookieOptions: { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' },
});

/** The text in the language of the current request; in Japanese outside of one. */
export function say(japanese: string, english: string): string {
  return tryGetContext<InspectorEnv>()?.get('language') === 'en' ? english : japanese;
}
