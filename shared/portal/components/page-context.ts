import type { Words } from '../../i18n/words.ts';
import type { Session } from '../../identity/session.ts';
import type { Language } from '../../language.ts';
import type { Call, UnsentForm } from '../http/route.ts';

/** What every page for a signed-in person needs. */
export interface PageContext {
  readonly language: Language;
  readonly words: Words;
  /** CSRF token for forms. */
  readonly csrfToken: string;
  readonly now: Date;
  readonly unsent?: UnsentForm | undefined;
}

/** What was typed in the form below this path, when it was sent and not taken. */
export function typedIn({ unsent }: Pick<PageContext, 'unsent'>, path: string): URLSearchParams | undefined {
  return unsent?.path.startsWith(path) === true ? unsent.fields : undefined;
}

/** The page context of a request by a signed-in person. */
export function pageContext({ language, words, session, services, unsent }: Call<Session>): PageContext {
  return { language, words, csrfToken: session.csrfToken, now: services.clock.now(), unsent };
}
