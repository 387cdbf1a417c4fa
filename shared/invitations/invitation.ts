import * as z from 'zod';
import { foldAscii } from '../ascii-case.ts';
import { DAY } from '../clock.ts';
import { instantSchema, type OrganizationId, organizationIdSchema } from '../ids.ts';
import type { Link } from '../links/link.ts';
import type { Change, Decision } from '../optimistic-concurrency.ts';
import { persisted } from '../persisted-schema.ts';

/** Nobody is invited twice within this time, in milliseconds, and who has not come after it is listed (PRODUCT E9). */
const INVITATION_INTERVAL = 7 * DAY;

/** An invitation of one address, the newest one. */
export const invitationSchema = persisted({
  organizationId: organizationIdSchema,
  /** In lower case. */
  email: z.string(),
  language: z.enum(['ja', 'en']),
  /** Address, or else name, of the administrator who invites, for the mail. */
  inviter: z.string(),
  askedAt: instantSchema,
  /**
   * `sending` is stored before the mail is sent, so that it is never sent twice: after a crash in between it stays, and
   * it is unknown whether the mail arrived. `unneeded`: the person linked meanwhile.
   */
  state: z.enum(['waiting', 'sending', 'sent', 'failed', 'unneeded']),
  /** When it was sent, or may have been. */
  sentAt: instantSchema.nullable(),
  /** Why it was not sent, or not yet. */
  code: z.string().nullable(),
});
export type Invitation = z.infer<typeof invitationSchema>;

export interface InvitationStore {
  read(organizationId: OrganizationId, email: string): Promise<Invitation | undefined>;
  /** Reads, decides and writes; see `changeVersioned`. */
  change(
    organizationId: OrganizationId,
    email: string,
    decide: Decision<Invitation>,
  ): Promise<Change<Invitation> | undefined>;
  /** At most `most`, ordered by address, from the one that follows the address `after`. */
  page(organizationId: OrganizationId, after: string, most: number): Promise<readonly Invitation[]>;
}

/** Whether somebody is invited now, or why not. */
export type Verdict = 'invited' | 'linked' | 'lately' | 'stranger' | 'invalid';

export interface Invited {
  readonly link: Pick<Link, 'state'> | undefined;
  readonly hasKey: boolean;
  readonly former: Invitation | undefined;
}

/** Decides about one valid address. @param domain of the administrator's own verified address, or the empty string */
export function verdictOn(email: string, { link, hasKey, former }: Invited, domain: string, now: Date): Verdict {
  if (link !== undefined && isLinked(link)) return 'linked';
  const isOurs = link !== undefined || hasKey || (domain !== '' && domainOf(email) === domain);
  if (!isOurs) return 'stranger';
  return former !== undefined && isRecent(former, now) ? 'lately' : 'invited';
}

/** Whether the person has linked a mailbox, or had one and is asked for something else than an invitation. */
export function isLinked({ state }: Pick<Link, 'state'>): boolean {
  return state.name === 'linked' || state.name === 'reconnect-needed';
}

function isRecent({ state, askedAt, sentAt }: Invitation, now: Date): boolean {
  // What waits has been asked for already.
  if (state === 'waiting') return true;
  return now.getTime() - Date.parse(sentAt ?? askedAt) < INVITATION_INTERVAL && sentAt !== null;
}

/** Whether an invitation arrived a week ago and its person has not linked since. */
export function hasNotCome({ state, sentAt }: Invitation, link: Pick<Link, 'state'> | undefined, now: Date): boolean {
  if (state !== 'sent' || sentAt === null || (link !== undefined && isLinked(link))) return false;
  return now.getTime() - Date.parse(sentAt) >= INVITATION_INTERVAL;
}

/** The domain of an address, in lower case; the empty string without one. */
export function domainOf(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 0 ? '' : foldAscii(email.slice(at + 1));
}
