import { CardSourceFailure } from '../cards/card-source.ts';
import { HOUR, MINUTE, SECOND } from '../clock.ts';
import type { ListedContact, Mailbox } from '../contacts/mailbox.ts';
import { instant, type LinkKey } from '../ids.ts';
import type { LinkedState, LinkHead, SyncState } from '../links/link-head.ts';
import { StaleHead, type VersionedHead } from '../links/link-store.ts';
import { type Organization, standingConnection } from '../organizations/organization.ts';
import { type Applied, apply } from './apply.ts';
import { settleFailure } from './failed-run.ts';
import { isHeld, LeaseLost, takeLease } from './lease.ts';
import type { SyncMessage } from './message.ts';
import { type Findings, observe } from './observe.ts';
import { viewFolder } from './plan.ts';
import { replaceFolder } from './replace-folder.ts';
import type { RunEnd } from './run-end.ts';
import type { SyncWorld } from './sync-world.ts';
import { UNRESOLVED_FOR, whatIsDue } from './what-is-due.ts';

/** A timer message that waited longer than this has been followed by the next one. */
const STALE_TICK = 30 * MINUTE;
/** How often an unchanged link is written, only to move "last checked" and the window. */
const CHECKED_EVERY = HOUR;

/**
 * One pass over one link (PRODUCT C): observe, plan, apply. Any message at any time is harmless: what is to be done is
 * decided from the state of the world, never from the message.
 */
export async function runSync(world: SyncWorld, message: SyncMessage): Promise<RunEnd> {
  const now = world.clock.now();
  if (message.tick !== null && now.getTime() - Date.parse(message.tick) > STALE_TICK) return 'ignored';

  const read = await world.links.read(message);
  if (read === undefined || read.head.state.name !== 'linked') return 'ignored';
  if (read.head.state.generation !== message.generation || read.head.cardKey === null) return 'ignored';
  const organization = (await world.organizations.read(message.organizationId))?.organization;
  if (organization === undefined || standingConnection(organization, message.generation) === undefined)
    return 'ignored';
  if (read.head.sync.notBefore !== null && Date.parse(read.head.sync.notBefore) > now.getTime()) return 'ignored';
  if (isHeld(read.head, now)) return message.reason === 'timer' ? 'busy' : askForAnother(world, read);

  try {
    return await serve(world, read, read.head.state, organization);
  } catch (failure) {
    if (failure instanceof LeaseLost) {
      const { organizationId } = message;
      world.log.record('run-stopped', { organizationId, linkId: read.head.state.linkId, reason: failure.message });
      return 'stopped';
    }
    // Somebody was faster; whoever it was may have looked before the reason for this message came up.
    if (failure instanceof StaleHead) return goOn(world, message);
    return settleFailure(world, message, failure);
  }
}

async function serve(
  world: SyncWorld,
  read: VersionedHead,
  link: LinkedState,
  organization: Organization,
): Promise<RunEnd> {
  const { head } = read;
  const now = world.clock.now();
  const due = whatIsDue(head.sync, now);
  const mailbox = openMailbox(world, link);

  let contacts: readonly ListedContact[] | undefined;
  if (due.folderListing) {
    if (!(await isInPlace(mailbox, link))) return replaceFolder(world, read, mailbox);
    contacts = await listContacts(mailbox, link);
  }
  const findings = await observe({
    key: head,
    source: await openCards(world, head),
    links: world.links,
    sync: head.sync,
    due,
    folder: {
      folderId: link.folder.id,
      linkId: link.linkId,
      listed: contacts === undefined ? undefined : viewFolder(link.linkId, contacts),
    },
    cardUrlTemplate: organization.cardUrlTemplate === '' ? undefined : organization.cardUrlTemplate,
    now,
  });
  const observed = progressOfLooks(head.sync, findings, due, now);

  if (findings.actions.length === 0) return settleUnchanged(world, read, observed, now);
  if (contacts === undefined && !(await isInPlace(mailbox, link))) return replaceFolder(world, read, mailbox);

  const creates = findings.actions.some((action) => action.kind === 'create');
  const before = head.sync.unresolved?.attempts ?? [];
  const lease = await takeLease(world, read, (epoch) => ({
    // Said before the first POST: whoever finds it knows that the folder may hold more than the ledger says.
    ...(creates ? { unresolved: { attempts: [...before, epoch], lastPost: instant(world.clock.now()) } } : {}),
    progress: { done: 0, total: findings.actions.length, since: instant(now) },
  }));
  const applied = await apply(world, lease, mailbox, findings.actions);
  const certain = applied.stop === undefined && !applied.unknown && !applied.missing;
  const cards = findings.cards ?? (head.sync.counts?.cards ?? 0) + applied.counts.created;
  const { wanted } = await lease.release({
    // The cursor moves only when the ledger holds everything that was seen.
    ...(certain ? { ...observed, lastSuccess: observed.lastChecked ?? null, lastFailure: null } : {}),
    ...afterwards(applied, world.clock.now()),
    unresolved: stillUnresolved(head.sync, observed, applied, lease.epoch, world.clock.now()),
    counts: { cards, ...applied.counts },
    progress: null,
  });

  const { organizationId } = head;
  world.log.record('run-finished', { organizationId, linkId: link.linkId, ...applied.counts });
  if (head.sync.lastSuccess === null && certain) {
    const at = instant(world.clock.now());
    await world.activity.record({
      at,
      organizationId,
      userId: head.userId,
      actor: null,
      kind: 'first-sync-finished',
      detail: null,
    });
  }
  if (certain && !wanted) return 'finished';
  const message: SyncMessage = {
    v: 1,
    ...keyOf(head),
    generation: link.generation,
    reason: 'continuation',
    tick: null,
  };
  await world.queues.sync(message, applied.stop?.kind === 'throttled' ? Math.ceil(applied.stop.seconds) : 0);
  return 'to-be-continued';
}

/** What the looks of this run, once everything is applied, change in what the engine remembers. */
function progressOfLooks(
  sync: SyncState,
  findings: Findings,
  due: ReturnType<typeof whatIsDue>,
  now: Date,
): Partial<SyncState> {
  const at = instant(now);
  return {
    cursor: at,
    window: findings.window,
    lastChecked: at,
    ...(due.sweep
      ? {
          lastSweep: at,
          hold: findings.held === undefined ? null : { ...findings.held, since: sync.hold?.since ?? at },
        }
      : {}),
    ...(due.folderListing ? { lastFolderListing: at, rebuild: false } : {}),
  };
}

async function settleUnchanged(
  world: SyncWorld,
  read: VersionedHead,
  observed: Partial<SyncState>,
  now: Date,
): Promise<RunEnd> {
  const { sync } = read.head;
  const recent = sync.lastChecked !== null && now.getTime() - Date.parse(sync.lastChecked) < CHECKED_EVERY;
  const swept = observed.lastSweep !== undefined;
  if (recent && !swept && sync.lastFailure === null) return 'unchanged';
  const unresolved = sync.unresolved !== null && isLastWord(sync, observed) ? null : sync.unresolved;
  const settled = { ...sync, ...observed, unresolved, lastSuccess: observed.lastChecked ?? null, lastFailure: null };
  await world.links.replace({ ...read.head, sync: settled }, read.version);
  return 'unchanged';
}

function stillUnresolved(
  sync: SyncState,
  observed: Partial<SyncState>,
  applied: Applied,
  epoch: number,
  now: Date,
): SyncState['unresolved'] {
  const older = sync.unresolved === null || isLastWord(sync, observed) ? [] : sync.unresolved.attempts;
  if (!applied.unknown && older.length === 0) return null;
  const lastPost = applied.unknown ? instant(now) : (sync.unresolved?.lastPost ?? instant(now));
  return { attempts: applied.unknown ? [...older, epoch] : older, lastPost };
}

/** Only a folder listing that began long enough after the last possible POST has seen everything that will ever land. */
function isLastWord(sync: SyncState, observed: Partial<SyncState>): boolean {
  if (sync.unresolved === null || observed.lastFolderListing == null) return false;
  return Date.parse(observed.lastFolderListing) - Date.parse(sync.unresolved.lastPost) >= UNRESOLVED_FOR;
}

function afterwards(applied: Applied, now: Date): Partial<SyncState> {
  const failed = (code: string) => ({ lastFailure: { at: instant(now), code } });
  switch (applied.stop?.kind) {
    case 'throttled':
      return { notBefore: instant(now.getTime() + applied.stop.seconds * SECOND), ...failed('throttled') };
    case 'mailbox-full':
      return { notBefore: instant(now.getTime() + HOUR), ...failed('mailbox-full') };
    case 'unauthorized':
      return failed('unauthorized');
    case 'out-of-time':
    case undefined:
      return { notBefore: null, ...(applied.missing ? { rebuild: true } : {}) };
  }
}

/** The holder of the lease looks at `wanted` before it ends, so the wish is not lost. */
async function askForAnother(world: SyncWorld, read: VersionedHead): Promise<RunEnd> {
  try {
    await world.links.replace({ ...read.head, sync: { ...read.head.sync, wanted: true } }, read.version);
    return 'busy';
  } catch (failure) {
    if (!(failure instanceof StaleHead)) throw failure;
    return 'busy';
  }
}

async function goOn(world: SyncWorld, message: SyncMessage): Promise<RunEnd> {
  await world.queues.sync({ ...message, reason: 'continuation', tick: null });
  return 'to-be-continued';
}

/** Asks for the token when the mailbox is first needed, and once. */
function openMailbox(world: SyncWorld, link: LinkedState): Mailbox {
  let token: Promise<string> | undefined;
  return world.mailboxOf(() => {
    token ??= world.tokens.accessToken(link.tokens, link.mailbox.tenantId);
    return token;
  });
}

async function openCards(world: SyncWorld, head: LinkHead) {
  if (head.cardKey === null) throw new CardSourceFailure('key-refused', 'The user has no API key of the card system.');
  return world.cardsOf(head.cardKey.secret);
}

/** Renamed is in place; deleted, or moved to Deleted Items, is not (PRODUCT C8). */
async function isInPlace(mailbox: Mailbox, link: LinkedState): Promise<boolean> {
  return (await mailbox.folder(link.folder.id))?.parentId === link.folder.parentId;
}

async function listContacts(mailbox: Mailbox, link: LinkedState): Promise<ListedContact[]> {
  const contacts: ListedContact[] = [];
  for await (const page of mailbox.contactsIn(link.folder.id)) contacts.push(...page);
  return contacts;
}

function keyOf({ organizationId, userId }: LinkKey): LinkKey {
  return { organizationId, userId };
}
