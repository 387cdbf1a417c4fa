import { foldAscii } from '../ascii-case.ts';
import type { Link } from './link.ts';

/**
 * The mailbox that is written to, where it does not bear the person's own address. It may be right: many sign in at
 * Microsoft by another one.
 */
export function otherMailbox({ email, state }: Link): string | undefined {
  const mailbox = 'folder' in state ? state.mailbox.name : '';
  return mailbox === '' || foldAscii(mailbox) === email ? undefined : mailbox;
}
