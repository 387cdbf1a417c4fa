import type { Bindings } from '../../consent/finish-connecting.ts';
import type { RequestContext } from '../http/request-context.ts';

/** What a browser may answer a consent with: an administrator's session, or the cookie of a one-time link. */
export function bindingsOf({ session, consentBinding }: RequestContext): Bindings {
  return [session?.person.administrator ? session.id : undefined, consentBinding];
}
