import type { Card } from '../cards/card.ts';
import { type DesiredContact, desiredContact, mappingRules } from '../contacts/desired-contact.ts';
import type { Mailbox } from '../contacts/mailbox.ts';
import type { ContactId } from '../ids.ts';
import type { CardKey, Link, LinkedState } from '../links/link.ts';
import type { Organization } from '../organizations/organization.ts';
import { beginReading } from './begin-reading.ts';
import type { CardReading } from './card-reading.ts';
import { type CheckedFolder, listFolder, listOnce } from './list-folder.ts';
import { isInPlace } from './open-mailbox.ts';
import { roomFor } from './request-budget.ts';
import type { SyncDependencies } from './sync-dependencies.ts';
import type { Due } from './what-is-due.ts';

/** The link to observe, with the key for its cards and the mailbox that holds their contacts. */
export interface ObservedLink {
  readonly link: Link;
  readonly linked: LinkedState;
  readonly cardKey: CardKey;
  readonly organization: Organization;
  readonly mailbox: Mailbox;
}

/**
 * Begins to read the cards of a link, after its ledger, and its folder if a folder listing is due, and to plan from
 * them. Changes nothing; a run and its preview both use it. `folder-gone`: the folder is not where we made it (PRODUCT
 * C8); only checked when a folder listing is due. The reading is given up as `too-much` with more than `most` contacts
 * to write. Fails with `CardSourceFailure`, `TokenFailure` and `MailboxFailure`.
 */
export async function observe(
  deps: Pick<SyncDependencies, 'cardsOf' | 'links' | 'limits'>,
  { link, linked, cardKey, organization, mailbox }: ObservedLink,
  due: Due,
  now: Date,
  most = Number.POSITIVE_INFINITY,
): Promise<CardReading | 'folder-gone'> {
  if (due.folderListing && !(await isInPlace(mailbox, linked))) return 'folder-gone';
  const { linkId, folder } = linked;
  const { adopting, unresolved, traffic } = link.sync;
  // In a folder that is taken over from an earlier link, no ledger tells which of two contacts of a card that link
  // used. Contacts of its attempts with an unknown outcome come last: one of any other attempt was known to that link,
  // and is preferred to what may be a person's copy.
  const doubtful = adopting ? (unresolved?.attempts ?? []) : [];
  const checkFolder = (known: ReadonlySet<ContactId>): Promise<CheckedFolder> =>
    listFolder(
      mailbox,
      linked,
      known,
      adopting || unresolved !== null,
      doubtful,
      roomFor(traffic, now, deps.limits.requests),
    );
  return beginReading({
    key: link,
    source: await deps.cardsOf(cardKey.secret),
    links: deps.links,
    sync: link.sync,
    due,
    folder: {
      folderId: folder.id,
      linkId,
      listed: undefined,
      repair: due.repair,
      retry: due.retry,
      adopting,
      leftAlone: organization.contactRules.leftAlone,
      lastAttempt: link.lease.epoch,
    },
    checkFolder: due.folderListing ? checkFolder : undefined,
    listOnce: due.folderListing ? () => listOnce(mailbox, linked) : undefined,
    contactOf: await contactsFor(organization),
    now,
    most,
    bound: deps.limits.requests,
  });
}

/** How this organization's cards become contacts. */
async function contactsFor({ contactRules, cardUrlTemplate }: Organization): Promise<(card: Card) => DesiredContact> {
  const rules = await mappingRules(contactRules);
  const template = cardUrlTemplate === '' ? undefined : cardUrlTemplate;
  return (card) => desiredContact(card, rules, template);
}
