import { recordActivity } from '../audit/activity.ts';
import { DAY, MINUTE, SECOND } from '../clock.ts';
import { MailboxFailure } from '../contacts/mailbox.ts';
import { FUNCTION_TIMEOUT } from '../function-timeout.ts';
import { TokenFailure } from '../identity/mailbox-sign-in.ts';
import { type CardId, instant, type SecretName } from '../ids.ts';
import { inJapan } from '../japan-time.ts';
import { isAskedToWait } from '../links/back-off.ts';
import { eligibility, hasGeneration, isOver } from '../links/eligibility.ts';
import type { Link, LinkState } from '../links/link.ts';
import { MAX_COMMIT, type VersionedLink } from '../links/link-store.ts';
import { moveTo } from '../links/link-transitions.ts';
import { VersionConflict } from '../optimistic-concurrency.ts';
import { type CleanUpMessage, linkCleanUp } from '../queues.ts';
import { isHeld, nextEpoch } from '../sync/lease.ts';
import { openMailbox } from '../sync/open-mailbox.ts';
import type { SyncDependencies } from '../sync/sync-dependencies.ts';
import { deleteTokens, eraseUnnamed } from './delete-tokens.ts';

/** How long to wait for a worker that has not noticed yet that its link ended. */
const LOOK_AGAIN = MINUTE / SECOND / 4;
/** How long a folder that cannot be deleted may keep the tokens in the vault. */
const FOLDER_GIVEN_UP_AFTER = DAY;

type Unlinking = Extract<LinkState, { name: 'unlinking' }>;

/**
 * Tidies up after unlinking and disconnecting (PRODUCT D1, D2): the folder if the user asked for that, the tokens, the
 * ledger. Safe to run any number of times; what was done already is not there to be done again.
 */
export async function cleanUp(
  deps: SyncDependencies,
  message: Exclude<CleanUpMessage, { scope: 'erasure' }>,
): Promise<void> {
  switch (message.scope) {
    case 'organization':
      for await (const page of deps.links.ofOrganization(message.organizationId)) {
        for (const link of page) {
          if ('generation' in link.state) await deps.queues.cleanUp(linkCleanUp(link, link.state.generation));
        }
      }
      return;
    case 'link':
      return cleanUpLink(deps, message);
    case 'secret':
      return eraseUnnamed(deps, message);
  }
}

async function cleanUpLink(deps: SyncDependencies, message: Extract<CleanUpMessage, { scope: 'link' }>): Promise<void> {
  const again = (delay: number) => deps.queues.cleanUp(message, delay);
  try {
    let read = await deps.links.read(message);
    if (read === undefined || !hasGeneration(read.link.state, message.generation)) return;
    const now = deps.clock.now();
    const { state } = read.link;
    if (state.name !== 'unlinking') {
      const organization = (await deps.organizations.read(message.organizationId))?.organization;
      const answer = eligibility(read.link, organization, now);
      if (!isOver(answer)) return;
      if (state.name === 'linking') {
        // The last writes of whoever is linking must not come after the tidying.
        const alive = FUNCTION_TIMEOUT - (now.getTime() - Date.parse(state.since));
        return alive > 0
          ? await again(Math.ceil(alive / SECOND))
          : await abandon(deps, read, [...state.leftBehind, state.tokens]);
      }
      const by = answer.kind === 'disconnected' ? 'administrator' : 'service';
      const ending: Unlinking = { ...state, name: 'unlinking', deleteFolder: false, by, endedAt: instant(now) };
      read = await deps.links.replace(moveTo(read.link, ending), read.version);
    }
    if (isHeld(read.link, now)) return await again(LOOK_AGAIN);
    // The mailbox asked to wait: whoever was told so left a message for later, and the timer comes by as well.
    const deletes = state.name === 'unlinking' && state.deleteFolder;
    if (deletes && isAskedToWait(read.link.sync, now)) return;
    await tidy(deps, read);
  } catch (failure) {
    // Whatever was written meanwhile may have ended the need to tidy up: the next message decides anew.
    if (failure instanceof VersionConflict) return again(0);
    if (failure instanceof MailboxFailure && failure.retryAfterSeconds > 0) {
      return again(Math.ceil(failure.retryAfterSeconds));
    }
    throw failure;
  }
}

async function tidy(deps: SyncDependencies, read: VersionedLink): Promise<void> {
  const state = read.link.state;
  if (state.name !== 'unlinking') return;
  // From here on no worker can commit: the lease is ours, and the link keeps it until everything is gone.
  const epoch = nextEpoch(read.link, deps.clock.now());
  const until = instant(deps.clock.now().getTime() + 5 * MINUTE);
  let current = await deps.links.replace({ ...read.link, lease: { epoch, until } }, read.version);

  let kept = false;
  try {
    kept = state.deleteFolder && !(await deleteFolder(deps, state));
    await deleteTokens(deps, read.link, [state.tokens]);
  } catch (failure) {
    // Whoever tries again must not have to wait for this lease, but for as long as the mailbox asks.
    const now = deps.clock.now();
    const wait = failure instanceof MailboxFailure ? failure.retryAfterSeconds : 0;
    const notBefore = wait > 0 ? instant(now.getTime() + wait * SECOND) : current.link.sync.notBefore;
    const ended = { epoch, until: instant(now) };
    await deps.links.replace(
      { ...current.link, lease: ended, sync: { ...current.link.sync, notBefore } },
      current.version,
    );
    throw failure;
  }
  const cardIds: CardId[] = [];
  for await (const rows of deps.links.rows(current.link)) cardIds.push(...rows.map((row) => row.cardId));
  for (let start = 0; start < cardIds.length; start += MAX_COMMIT) {
    const drop = cardIds.slice(start, start + MAX_COMMIT);
    current = await deps.links.commit(current.link, current.version, { put: [], drop });
  }
  // Last, for whoever has to try again would say it again.
  if (kept) await recordActivity(deps, read.link, 'folder-kept');
  const ended: Link = { ...current.link, lease: { epoch, until: instant(deps.clock.now()) } };
  await deps.links.replace(moveTo(ended, { name: 'not-linked' }), current.version);
  deps.log.record('link-cleaned', { organizationId: ended.organizationId, linkId: state.linkId });
}

/**
 * Renamed first, since Deleted Items may hold a folder of that name already. A failure that may pass has the queue try
 * again, for a day; when the mailbox is closed to us, the folder stays with its owner.
 *
 * @returns whether it is gone
 */
async function deleteFolder(deps: SyncDependencies, state: Unlinking): Promise<boolean> {
  const mailbox = openMailbox(deps, state);
  try {
    const folder = await mailbox.folder(state.folder.id);
    if (folder?.parentId !== state.folder.parentId) return true;
    const suffix = ` (${partingName(state)})`;
    if (!folder.name.endsWith(suffix)) await mailbox.renameFolder(state.folder.id, folder.name + suffix);
    await mailbox.deleteFolder(state.folder.id);
    return true;
  } catch (failure) {
    const { endedAt } = state;
    if (endedAt !== null && deps.clock.now().getTime() - Date.parse(endedAt) >= FOLDER_GIVEN_UP_AFTER) return false;
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
  const { day, time } = inJapan(new Date(endedAt));
  return `${day} ${time.replaceAll(':', '.')}`;
}

/** A linking that the end of the connection overtook. Its folder, if there is one, is empty and stays. */
async function abandon(deps: SyncDependencies, read: VersionedLink, secrets: readonly SecretName[]): Promise<void> {
  await deleteTokens(deps, read.link, secrets);
  await deps.links.replace(moveTo(read.link, { name: 'not-linked' }), read.version);
}
