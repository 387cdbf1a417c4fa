import { hashOf } from '../../identity/attempt.ts';
import type { Session } from '../../identity/session.ts';

/**
 * A short value by which an open page and the answers that renew it recognize their common session. It is a hash for
 * this purpose only: neither the cookie's value nor the session's id can be derived from it.
 */
export function sessionMark({ id }: Pick<Session, 'id'>): string {
  return hashOf(`page\n${id}`).slice(0, 22);
}
