import type { Card } from '../cards/card.ts';
import { type DesiredContact, desiredContact } from '../contacts/desired-contact.ts';
import type { Mailbox } from '../contacts/mailbox.ts';
import type { CardKey, Link, LinkedState, SyncState } from '../links/link.ts';
import type { Organization } from '../organizations/organization.ts';
import { collectFindings, type Findings } from './findings.ts';
import { folderCollector, type ListedFolder } from './folder-view.ts';
import { isInPlace } from './open-mailbox.ts';
import type { SyncDependencies } from './sync-dependencies.ts';
import type { Due } from './what-is-due.ts';

/** Whose cards are looked at, and where their contacts are. */
export interface ObservedLink {
  readonly link: Link;
  readonly linked: LinkedState;
  readonly cardKey: CardKey;
  readonly organization: Organization;
  readonly mailbox: Mailbox;
}

/**
 * Looks at a link: its cards, its ledger, and its folder where that is due. Changes nothing, so a run and its preview
 * see the same. `folder-gone`: the folder was looked for and is not where we made it (PRODUCT C8). `too-much`: there are
 * more than `most` contacts to write.
 */
export async function observe(
  deps: Pick<SyncDependencies, 'cardsOf' | 'links' | 'limits'>,
  { link, linked, cardKey, organization, mailbox }: ObservedLink,
  due: Due,
  now: Date,
  most = Number.POSITIVE_INFINITY,
): Promise<Findings | 'folder-gone' | 'too-much'> {
  if (due.folderListing && !(await isInPlace(mailbox, linked))) return 'folder-gone';
  const { linkId, folder } = linked;
  return collectFindings({
    key: link,
    source: await deps.cardsOf(cardKey.secret),
    links: deps.links,
    sync: link.sync,
    due,
    folder: {
      folderId: folder.id,
      linkId,
      listed: due.folderListing ? await list(mailbox, linked, link.sync) : undefined,
      repair: due.repair,
      retry: due.retry,
      adopting: link.sync.adopting,
      lastAttempt: link.lease.epoch,
    },
    contactOf: contactsFor(organization),
    now,
    most,
    bound: deps.limits.requests,
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
