import type { Bindings } from '../../consent/finish-connecting.ts';
import type { Visit } from '../http/request-context.ts';

/** What a browser may answer a consent with: an administrator's session, or the cookie of a one-time link. */
export function bindingsOf({ session, consentBinding }: Visit): Bindings {
  return [session?.person.administrator ? session.id : undefined, consentBinding];
}
