import { recordActivity } from '../audit/activity.ts';
import { DAY, MINUTE, SECOND } from '../clock.ts';
import { MailboxFailure } from '../contacts/mailbox.ts';
import { FUNCTION_TIMEOUT } from '../function-timeout.ts';
import { TokenFailure } from '../identity/mailbox-sign-in.ts';
import { type CardId, instant, type SecretName } from '../ids.ts';
import { inJapan } from '../japan-time.ts';
import { isAskedToWait, notBeforeAfter } from '../links/back-off.ts';
import { eligibility, hasGeneration, isOver } from '../links/eligibility.ts';
import type { Link, LinkState } from '../links/link.ts';
import { MAX_COMMIT, type VersionedLink } from '../links/link-store.ts';
import { moveTo } from '../links/link-transitions.ts';
import { VersionConflict } from '../optimistic-concurrency.ts';
import { type CleanUpMessage, linkCleanUp } from '../queues.ts';
import { forget } from '../secrets.ts';
import { endedLease, isHeld, takenLease } from '../sync/lease.ts';
import { openMailbox } from '../sync/open-mailbox.ts';
import type { SyncDependencies } from '../sync/sync-dependencies.ts';
import { forgetSecret } from './forget-secret.ts';

/** Seconds to wait for a worker that still holds the lease and has not noticed yet that its link ended. */
const LOOK_AGAIN = MINUTE / SECOND / 4;
/** Milliseconds for which deleting the folder is tried; the tokens stay in the vault meanwhile. */
const FOLDER_GIVEN_UP_AFTER = DAY;

type Unlinking = Extract<LinkState, { name: 'unlinking' }>;

/**
 * Cleans up after unlinking and disconnecting (PRODUCT D1, D2): deletes the folder if the user asked for that, the
 * tokens and the ledger. Safe to run any number of times: steps that are done already have no effect.
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
      return forgetSecret(deps, message);
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
        // A linking that is still in progress must not write after the clean-up, so wait until its function has ended.
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
    // The mailbox asked to wait. The process that was told so has sent a message for later, and the timer sends one
    // too.
    const deletes = state.name === 'unlinking' && state.deleteFolder;
    if (deletes && isAskedToWait(read.link.sync, now)) return;
    await tidy(deps, read);
  } catch (failure) {
    // The link changed meanwhile and may need no clean-up any more: the next message decides that again.
    if (failure instanceof VersionConflict) return again(0);
    if (failure instanceof MailboxFailure && failure.retryAfterSeconds > 0) {
      return again(Math.ceil(failure.retryAfterSeconds));
    }
    throw failure;
  }
}

/** Milliseconds; longer than the requests and commits of one clean-up take together. */
const CLEAN_UP_LEASE = 5 * MINUTE;

async function tidy(deps: SyncDependencies, read: VersionedLink): Promise<void> {
  const state = read.link.state;
  if (state.name !== 'unlinking') return;
  // From here on no worker can commit: this clean-up holds the lease until everything is deleted.
  const lease = takenLease(read.link, deps.clock.now(), CLEAN_UP_LEASE);
  const { epoch } = lease;
  let current = await deps.links.replace({ ...read.link, lease }, read.version);

  let kept = false;
  try {
    kept = state.deleteFolder && !(await deleteFolder(deps, state));
    await forget(deps, read.link, [state.tokens]);
  } catch (failure) {
    // The next try has to wait as long as the mailbox asks, but not until this lease expires.
    const now = deps.clock.now();
    const wait = failure instanceof MailboxFailure ? failure.retryAfterSeconds : 0;
    await deps.links.change(current.link, (link) =>
      link?.lease.epoch === epoch
        ? {
            ...link,
            lease: endedLease(epoch, now),
            sync: { ...link.sync, notBefore: notBeforeAfter(link.sync, now, wait) },
          }
        : undefined,
    );
    throw failure;
  }
  const cardIds: CardId[] = [];
  for await (const rows of deps.links.rows(current.link)) cardIds.push(...rows.map((row) => row.cardId));
  for (let start = 0; start < cardIds.length; start += MAX_COMMIT) {
    const drop = cardIds.slice(start, start + MAX_COMMIT);
    current = await deps.links.commit(current.link, current.version, { put: [], drop });
  }
  // Recorded last: if an earlier step fails, the next try would record it a second time.
  if (kept) await recordActivity(deps, read.link, 'folder-kept');
  const ended: Link = { ...current.link, lease: endedLease(epoch, deps.clock.now()) };
  await deps.links.replace(moveTo(ended, { name: 'not-linked' }), current.version);
  deps.log.record('link-cleaned', { organizationId: ended.organizationId, linkId: state.linkId });
}

/**
 * Deletes the folder. It is renamed first, since Deleted Items may already hold a folder of the same name. A temporary
 * failure is thrown, so that the queue tries again, for a day. When we have no access to the mailbox, the folder stays.
 *
 * @returns whether the folder is deleted
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

/** A unique name for the folder in Deleted Items: the Japanese time at which its link ended. The same at every try. */
function partingName({ endedAt, linkId }: Unlinking): string {
  if (endedAt === null) return linkId;
  const { day, time } = inJapan(new Date(endedAt));
  return `${day} ${time.replaceAll(':', '.')}`;
}

/** Ends a linking whose connection ended before it was completed. Its folder, if there is one, is empty and stays. */
async function abandon(deps: SyncDependencies, read: VersionedLink, secrets: readonly SecretName[]): Promise<void> {
  await forget(deps, read.link, secrets);
  await deps.links.replace(moveTo(read.link, { name: 'not-linked' }), read.version);
}
