import { DAY, MINUTE, SECOND } from '../clock.ts';
import { hasEnded } from '../consent/active-connection.ts';
import { MailboxFailure } from '../contacts/mailbox.ts';
import { LONGEST_INVOCATION } from '../function-timeout.ts';
import { TokenFailure } from '../identity/mailbox-sign-in.ts';
import { type CardId, instant, type SecretName } from '../ids.ts';
import type { LinkHead, LinkState } from '../links/link.ts';
import { LARGEST_COMMIT, StaleHead, type VersionedHead } from '../links/link-store.ts';
import { moveTo } from '../links/link-transitions.ts';
import type { CleanUpMessage } from '../queues.ts';
import { isOver } from '../sync/is-over.ts';
import { isHeld, nextEpoch } from '../sync/lease.ts';
import { openMailbox } from '../sync/open-mailbox.ts';
import type { SyncWorld } from '../sync/sync-dependencies.ts';
import { eraseUnnamed, forgetTokens } from './delete-tokens.ts';

/** How long to wait for a worker that has not noticed yet that its link ended. */
const LOOK_AGAIN = MINUTE / SECOND / 4;
/** How long a folder that cannot be deleted may keep the tokens in the vault. */
const FOLDER_GIVEN_UP_AFTER = DAY;

type Unlinking = Extract<LinkState, { name: 'unlinking' }>;

/**
 * Tidies up after unlinking and disconnecting (PRODUCT D1, D2): the folder if the user asked for that, the tokens, the
 * ledger. Safe to run any number of times; what was done already is not there to be done again.
 */
export async function cleanUp(world: SyncWorld, message: Exclude<CleanUpMessage, { scope: 'erasure' }>): Promise<void> {
  switch (message.scope) {
    case 'organization':
      for await (const heads of world.links.ofOrganization(message.organizationId)) {
        for (const { organizationId, userId, state } of heads) {
          if (!('generation' in state)) continue;
          await world.queues.cleanUp({ scope: 'link', v: 1, organizationId, userId, generation: state.generation });
        }
      }
      return;
    case 'link':
      return cleanUpLink(world, message);
    case 'secret':
      return eraseUnnamed(world, message);
  }
}

async function cleanUpLink(world: SyncWorld, message: Extract<CleanUpMessage, { scope: 'link' }>): Promise<void> {
  const again = (delay: number) => world.queues.cleanUp(message, delay);
  try {
    let read = await world.links.read(message);
    if (read === undefined || !('generation' in read.head.state) || read.head.state.generation !== message.generation)
      return;
    const now = world.clock.now();
    const { state } = read.head;
    if (state.name !== 'unlinking') {
      const organization = (await world.organizations.read(message.organizationId))?.organization;
      if (!isOver(read.head, organization, now)) return;
      if (state.name === 'linking') {
        // The last writes of whoever is linking must not come after the tidying.
        const alive = LONGEST_INVOCATION - (now.getTime() - Date.parse(state.since));
        return alive > 0
          ? await again(Math.ceil(alive / SECOND))
          : await abandon(world, read, [...state.leftBehind, state.tokens]);
      }
      const by = hasEnded(organization, message.generation) ? 'administrator' : 'service';
      const ending: Unlinking = { ...state, name: 'unlinking', deleteFolder: false, by, endedAt: instant(now) };
      read = await world.links.replace(moveTo(read.head, ending), read.version);
    }
    if (isHeld(read.head, now)) return await again(LOOK_AGAIN);
    // The mailbox asked to wait: whoever was told so left a message for later, and the timer comes by as well.
    const { notBefore } = read.head.sync;
    const deletes = state.name === 'unlinking' && state.deleteFolder;
    if (deletes && notBefore !== null && Date.parse(notBefore) > now.getTime()) return;
    await tidy(world, read);
  } catch (failure) {
    if (failure instanceof StaleHead) return again(0);
    if (failure instanceof MailboxFailure && failure.retryAfterSeconds > 0) {
      return again(Math.ceil(failure.retryAfterSeconds));
    }
    throw failure;
  }
}

async function tidy(world: SyncWorld, read: VersionedHead): Promise<void> {
  const state = read.head.state;
  if (state.name !== 'unlinking') return;
  // From here on no worker can commit: the lease is ours, and the head keeps it until everything is gone.
  const epoch = nextEpoch(read.head, world.clock.now());
  const until = instant(world.clock.now().getTime() + 5 * MINUTE);
  let current = await world.links.replace({ ...read.head, lease: { epoch, until } }, read.version);

  let kept = false;
  try {
    kept = state.deleteFolder && !(await deleteFolder(world, state));
    await forgetTokens(world, read.head, [state.tokens]);
  } catch (failure) {
    // Whoever tries again must not have to wait for this lease, but for as long as the mailbox asks.
    const now = world.clock.now();
    const wait = failure instanceof MailboxFailure ? failure.retryAfterSeconds : 0;
    const notBefore = wait > 0 ? instant(now.getTime() + wait * SECOND) : current.head.sync.notBefore;
    const ended = { epoch, until: instant(now) };
    await world.links.replace(
      { ...current.head, lease: ended, sync: { ...current.head.sync, notBefore } },
      current.version,
    );
    throw failure;
  }
  const cardIds: CardId[] = [];
  for await (const rows of world.links.rows(current.head)) cardIds.push(...rows.map((row) => row.cardId));
  for (let start = 0; start < cardIds.length; start += LARGEST_COMMIT) {
    const drop = cardIds.slice(start, start + LARGEST_COMMIT);
    current = await world.links.commit(current.head, current.version, { put: [], drop });
  }
  // Last, for whoever has to try again would say it again.
  if (kept) await announceKept(world, read.head);
  const ended: LinkHead = { ...current.head, lease: { epoch, until: instant(world.clock.now()) } };
  await world.links.replace(moveTo(ended, { name: 'not-linked' }), current.version);
  world.log.record('link-cleaned', { organizationId: ended.organizationId, linkId: state.linkId });
}

/**
 * Renamed first, since Deleted Items may hold a folder of that name already. A failure that may pass has the queue try
 * again, for a day; when the mailbox is closed to us, the folder stays with its owner.
 *
 * @returns whether it is gone
 */
async function deleteFolder(world: SyncWorld, state: Unlinking): Promise<boolean> {
  const mailbox = openMailbox(world, state);
  try {
    const folder = await mailbox.folder(state.folder.id);
    if (folder?.parentId !== state.folder.parentId) return true;
    const suffix = ` (${partingName(state)})`;
    if (!folder.name.endsWith(suffix)) await mailbox.renameFolder(state.folder.id, folder.name + suffix);
    await mailbox.deleteFolder(state.folder.id);
    return true;
  } catch (failure) {
    const { endedAt } = state;
    if (endedAt !== null && world.clock.now().getTime() - Date.parse(endedAt) >= FOLDER_GIVEN_UP_AFTER) return false;
    const closed =
      (failure instanceof TokenFailure && (failure.blame === 'user' || failure.blame === 'tenant')) ||
      (failure instanceof MailboxFailure && (failure.code === 'forbidden' || failure.code === 'no-mailbox'));
    if (!closed) throw failure;
    return false;
  }
}

/** What tells the folder from others in Deleted Items: when its link ended, in Japan. The same at every try. */
function partingName({ endedAt, linkId }: Unlinking): string {
  if (endedAt === null) return linkId;
  const moment = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Asia/Tokyo' });
  return moment.format(new Date(endedAt)).replaceAll(':', '.');
}

async function announceKept(world: SyncWorld, { organizationId, userId }: LinkHead): Promise<void> {
  const at = instant(world.clock.now());
  await world.activity.record({ at, organizationId, userId, actor: null, kind: 'folder-kept', detail: null });
}

/** A linking that the end of the connection overtook. Its folder, if there is one, is empty and stays. */
async function abandon(world: SyncWorld, read: VersionedHead, secrets: readonly SecretName[]): Promise<void> {
  await forgetTokens(world, read.head, secrets);
  await world.links.replace(moveTo(read.head, { name: 'not-linked' }), read.version);
}
