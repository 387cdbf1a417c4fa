import * as z from 'zod';
import type { SuppliedKeyStore } from '../api-keys/supply-key.ts';
import { foldAscii } from '../ascii-case.ts';
import { type ActivityLog, recordActivity } from '../audit/activity.ts';
import type { Clock } from '../clock.ts';
import { forEachConcurrently } from '../concurrency.ts';
import { soleEmailAddress } from '../email-address.ts';
import type { Session } from '../identity/session.ts';
import { instant, type OrganizationId } from '../ids.ts';
import type { Language } from '../language.ts';
import type { Link } from '../links/link.ts';
import type { LinkStore } from '../links/link-store.ts';
import type { UserList } from '../links/user-list.ts';
import { plainText } from '../plain-text.ts';
import { invitationsMessage, type Queues } from '../queues.ts';
import { domainOf, type InvitationStore, type Verdict, verdictOn } from './invitation.ts';

export interface InvitingDependencies {
  readonly clock: Clock;
  readonly invitations: InvitationStore;
  readonly supplied: Pick<SuppliedKeyStore, 'read'>;
  readonly users: Pick<UserList, 'withEmail'>;
  readonly links: Pick<LinkStore, 'read'>;
  readonly queues: Pick<Queues, 'notification'>;
  readonly activity: ActivityLog;
}

/** Most addresses of one form. */
export const MAX_INVITED = 1000;
const IN_FLIGHT = 8;
const addressSchema = z.email().max(254);

/** What becomes of one address. */
export interface Considered {
  readonly email: string;
  readonly verdict: Verdict;
  /** Whether the person has a key already, which decides what the mail says. */
  readonly hasKey: boolean;
  /** The person's own language, if the person has been here. */
  readonly language: Language | undefined;
}

const BRACKETED = /<[^<>]*>/g;

/**
 * The different addresses in a text (PRODUCT F5), in lower case; separated by blanks, lines, commas or semicolons. What
 * is no address stays as it was typed, but for the name before an address in angle brackets.
 */
export function addressesIn(text: string): readonly string[] {
  const parts = plainText(text)
    .split(/[\n,;、]/)
    .flatMap((part) => {
      const bracketed = (part.match(BRACKETED) ?? []).filter((text) => text.includes('@'));
      const words = part.replace(BRACKETED, ' ').split(/\s+/);
      return [...words.filter((word) => bracketed.length === 0 || word.includes('@')), ...bracketed];
    })
    .filter((part) => part !== '');
  return [...new Set(parts.map((part) => foldAscii(soleEmailAddress(part) ?? part)))];
}

/** Says for each address whether it is invited now, in the order of the addresses. Writes nothing. */
export async function consider(
  deps: InvitingDependencies,
  { person }: Session,
  emails: readonly string[],
): Promise<readonly Considered[]> {
  const now = deps.clock.now();
  const domain = domainOf(person.verifiedEmail);
  const found = new Map<string, Considered>();
  await forEachConcurrently(IN_FLIGHT, [...emails], async (email) => {
    if (!addressSchema.safeParse(email).success) {
      found.set(email, { email, verdict: 'invalid', hasKey: false, language: undefined });
      return;
    }
    const link = await personWith(deps, person.organizationId, email);
    const hasKey = await hasKeyFor(deps, person.organizationId, email, link);
    const former = await deps.invitations.read(person.organizationId, email);
    const verdict = verdictOn(email, { link, hasKey, former }, domain, now);
    found.set(email, { email, verdict, hasKey, language: link?.language });
  });
  return emails.flatMap((email) => found.get(email) ?? []);
}

/** Asks for the invitations of those who may be invited (PRODUCT E9). @returns how many */
export async function invite(
  deps: InvitingDependencies,
  session: Session,
  emails: readonly string[],
  language: Language,
): Promise<number> {
  const { organizationId, name, verifiedEmail } = session.person;
  const chosen = (await consider(deps, session, emails)).filter(({ verdict }) => verdict === 'invited');
  const askedAt = instant(deps.clock.now());
  await forEachConcurrently(IN_FLIGHT, chosen, async ({ email, language: own }) => {
    await deps.invitations.change(organizationId, email, (former) => ({
      ...former,
      organizationId,
      email,
      language: own ?? language,
      inviter: verifiedEmail === '' ? name : verifiedEmail,
      askedAt,
      state: 'waiting',
      sentAt: null,
      code: null,
    }));
  });
  if (chosen.length === 0) return 0;
  await deps.queues.notification(invitationsMessage(organizationId));
  await recordActivity(deps, { organizationId }, 'invited', { actor: name, detail: String(chosen.length) });
  return chosen.length;
}

/** The person with this address, if one has been here. */
export async function personWith(
  { users, links }: Pick<InvitingDependencies, 'users' | 'links'>,
  organizationId: OrganizationId,
  email: string,
): Promise<Link | undefined> {
  const key = await users.withEmail(organizationId, email);
  return key === undefined ? undefined : (await links.read(key))?.link;
}

/** Whether there is a key for the person, waiting or in use. */
export async function hasKeyFor(
  { supplied }: Pick<InvitingDependencies, 'supplied'>,
  organizationId: OrganizationId,
  email: string,
  link: Link | undefined,
): Promise<boolean> {
  return link?.cardKey != null || (await supplied.read(organizationId, email)) !== undefined;
}
