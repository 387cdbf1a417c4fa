import type { Card } from '../cards/card.ts';
import { type DesiredContact, desiredContact } from '../contacts/desired-contact.ts';
import type { Mailbox } from '../contacts/mailbox.ts';
import type { CardKey, LinkedState, LinkHead, SyncState } from '../links/link.ts';
import type { Organization } from '../organizations/organization.ts';
import { type Findings, observe } from './findings.ts';
import { folderCollector, type ListedFolder } from './folder-view.ts';
import { isInPlace } from './open-mailbox.ts';
import type { SyncWorld } from './sync-dependencies.ts';
import type { Due } from './what-is-due.ts';

/** Whose cards are looked at, and where their contacts are. */
export interface LookedAt {
  readonly head: LinkHead;
  readonly link: LinkedState;
  readonly cardKey: CardKey;
  readonly organization: Organization;
  readonly mailbox: Mailbox;
}

/**
 * Looks at a link: its cards, its ledger, and its folder where that is due. Changes nothing, so a run and its preview
 * see the same. `folder-gone`: the folder was looked for and is not where we made it (PRODUCT C8). `too-much`: there are
 * more than `most` contacts to write.
 */
export async function look(
  world: Pick<SyncWorld, 'cardsOf' | 'links' | 'limits'>,
  { head, link, cardKey, organization, mailbox }: LookedAt,
  due: Due,
  now: Date,
  most = Number.POSITIVE_INFINITY,
): Promise<Findings | 'folder-gone' | 'too-much'> {
  if (due.folderListing && !(await isInPlace(mailbox, link))) return 'folder-gone';
  const { linkId, folder } = link;
  return observe({
    key: head,
    source: await world.cardsOf(cardKey.secret),
    links: world.links,
    sync: head.sync,
    due,
    folder: {
      folderId: folder.id,
      linkId,
      listed: due.folderListing ? await list(mailbox, link, head.sync) : undefined,
      repair: due.repair,
      retry: due.retry,
      adopting: head.sync.adopting,
      lastAttempt: head.lease.epoch,
    },
    contactOf: contactsFor(organization),
    now,
    most,
    bound: world.limits.requests,
  });
}

async function list(mailbox: Mailbox, { linkId, folder }: LinkedState, sync: SyncState): Promise<ListedFolder> {
  // No ledger says which of two contacts an earlier link used; what it was certain of is not a person's copy.
  const collector = folderCollector(linkId, sync.adopting ? (sync.unresolved?.attempts ?? []) : []);
  for await (const page of mailbox.contactsIn(folder.id)) collector.add(page);
  return collector.collected();
}

/** How this organization's cards become contacts. */
function contactsFor({ contactRules, cardUrlTemplate }: Organization): (card: Card) => DesiredContact {
  const template = cardUrlTemplate === '' ? undefined : cardUrlTemplate;
  return (card) => desiredContact(card, contactRules, template);
}
