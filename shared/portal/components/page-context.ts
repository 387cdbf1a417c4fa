import type { Words } from '../../i18n/words.ts';
import type { Session } from '../../identity/session.ts';
import type { Language } from '../../language.ts';
import type { Call } from '../http/route.ts';

/** What every page for a signed-in person needs. */
export interface PageContext {
  readonly language: Language;
  readonly words: Words;
  /** CSRF token for forms. */
  readonly csrfToken: string;
  readonly now: Date;
}

/** The page context of a request by a signed-in person. */
export function pageContext({ language, words, session, services }: Call<Session>): PageContext {
  return { language, words, csrfToken: session.csrfToken, now: services.clock.now() };
}
