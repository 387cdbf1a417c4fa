import { recordActivity } from '../../audit/activity.ts';
import { type EnsuredFolder, ensureFolder, FOLDER_NAME } from '../../contacts/ensure-folder.ts';
import type { Mailbox } from '../../contacts/mailbox.ts';
import type { FolderStamp } from '../../contacts/stamp.ts';
import { type FolderChoice, randomText } from '../../identity/attempt.ts';
import type { MicrosoftIdentity } from '../../identity/mailbox-sign-in.ts';
import type { Session } from '../../identity/session.ts';
import { instant } from '../../ids.ts';
import { VersionConflict } from '../../optimistic-concurrency.ts';
import type { Connected } from '../../organizations/organization.ts';
import { syncMessage } from '../../queues.ts';
import { forget, freshSecretName } from '../../secrets.ts';
import { hasGeneration } from '../eligibility.ts';
import type { Link } from '../link.ts';
import type { VersionedLink } from '../link-store.ts';
import { moveTo, newLink } from '../link-transitions.ts';
import { askAboutFolder, renameOutOfTheWay } from './folder-conflict.ts';
import { failed, type LinkFailed, type LinkStep } from './link-step.ts';
import type { LinkingDependencies } from './linking-dependencies.ts';

/** A mailbox whose owner has just signed in. */
interface SignedIn {
  readonly connection: Connected;
  readonly identity: MicrosoftIdentity;
  readonly cache: string;
  readonly mailbox: Mailbox;
  /** About a folder of this mailbox. */
  readonly choice: FolderChoice | null;
  /** The person, as the audit log calls them. */
  readonly actor: string;
}

/**
 * Links a mailbox (PRODUCT B2, B3). The order is such that a crash anywhere leaves nothing, or something that the next
 * attempt recognises as its own: the link says "linking" with the id that the folder's stamp will carry, then the folder,
 * then the token, then the link says "linked".
 */
export async function linkMailbox(deps: LinkingDependencies, session: Session, signedIn: SignedIn): Promise<LinkStep> {
  const read = await deps.links.read(session.person);
  const refusal = refuseByState(read?.link);
  if (refusal !== undefined) return refusal;
  if (read?.link.state.name === 'reconnect-needed') return reconnect(deps, read, signedIn);

  const { organizationId, userId, verifiedEmail } = session.person;
  const link = read?.link ?? newLink({ organizationId, userId }, { email: verifiedEmail, language: 'ja' });
  const way = await clearTheWay(deps, session, link, signedIn);
  if ('kind' in way) return way;
  const stamp = { linkId: way.linkId, attempt: randomText().slice(0, 22) };
  const linking = await prepare(deps, link, read?.version, stamp, signedIn);
  const made = await ensureFolder(signedIn.mailbox, stamp);
  if (made === undefined) {
    await deps.links.replace(moveTo(linking.link, { name: 'not-linked' }), linking.version);
    return failed('folder-exists');
  }
  return complete(deps, linking, made, signedIn);
}

/**
 * The id under which to link, once nothing is in the way of the folder's name. A folder that is not ours is; then nothing
 * has changed anywhere (PRODUCT B3). That of an earlier link is, unless its owner chose to take it over: that is to link
 * under the id in its stamp, so that everything in it is this link's as it stands. An attempt that broke off is taken up
 * under its id.
 */
async function clearTheWay(
  deps: LinkingDependencies,
  session: Session,
  { state, formerLinks }: Link,
  { connection, identity: { objectId }, mailbox, choice }: SignedIn,
): Promise<{ readonly linkId: string } | LinkStep> {
  const begun = state.name === 'linking' ? state.linkId : undefined;
  const free = { linkId: begun ?? randomText().slice(0, 22) };
  const named = await mailbox.foldersNamed(FOLDER_NAME);
  const inTheWay = named.find(({ stamp }) => stamp === undefined || stamp.linkId !== begun);
  if (inTheWay === undefined) return free;

  // Somebody else's link may be at work in the same mailbox: only links of this person count.
  const former = formerLinks.find(({ linkId }) => linkId === inTheWay.stamp?.linkId);
  if (former === undefined) return failed(inTheWay.stamp === undefined ? 'folder-exists' : 'folder-of-another-link');
  if (choice?.folderId !== inTheWay.id) {
    return askAboutFolder(deps, session, connection, { folderId: inTheWay.id, objectId });
  }
  switch (choice.what) {
    case 'take-over':
      return { linkId: former.linkId };
    case 'rename':
      await renameOutOfTheWay(mailbox, inTheWay, deps.clock.now());
      return free;
  }
}

/** Says in the link what is about to be made. */
async function prepare(
  deps: LinkingDependencies,
  link: Link,
  version: string | undefined,
  stamp: FolderStamp,
  { connection, identity }: SignedIn,
): Promise<VersionedLink> {
  const leftBehind = link.state.name === 'linking' ? [...link.state.leftBehind, link.state.tokens] : [];
  const linking = moveTo(link, {
    name: 'linking',
    ...stamp,
    generation: connection.generation,
    mailbox: { tenantId: identity.tenantId, objectId: identity.objectId, name: identity.name },
    // A secret of its own for every sign-in: two tabs with two accounts must not write into one.
    tokens: freshSecretName('tokens', link.organizationId, link.userId),
    leftBehind,
    since: instant(deps.clock.now()),
  });
  const prepared = await (version === undefined ? deps.links.create(linking) : deps.links.replace(linking, version));
  // Only now: until the link says otherwise, that sign-in may still come to its end.
  await forget(deps, link, leftBehind);
  return prepared;
}

async function complete(
  deps: LinkingDependencies,
  linking: VersionedLink,
  { folder, isNew }: EnsuredFolder,
  { cache, choice, actor }: SignedIn,
): Promise<LinkStep> {
  if (linking.link.state.name !== 'linking') return failed('already-linked');
  const { linkId, generation, mailbox, tokens } = linking.link.state;
  // Another tab may have begun anew, and deleted these tokens; written now, they would be nobody's.
  if ((await deps.links.read(linking.link))?.version !== linking.version) throw new VersionConflict();
  await deps.vault.write(tokens, cache);
  const since = instant(deps.clock.now());
  const bound = { linkId, generation, mailbox, tokens, since, folder: { id: folder.id, parentId: folder.parentId } };
  const { sync, formerLinks } = linking.link;
  const unresolved = formerLinks.find((former) => former.linkId === linkId)?.unresolved ?? null;
  // A new folder is empty, so there is nothing in it to look for before tomorrow.
  const begun = {
    ...linking.link,
    sync: isNew ? { ...sync, lastFolderListing: since } : { ...sync, adopting: true, unresolved },
  };
  try {
    await deps.links.replace(moveTo(begun, { name: 'linked', ...bound }), linking.version);
  } catch (failure) {
    if (failure instanceof VersionConflict) await forget(deps, linking.link, [tokens]);
    throw failure;
  }
  await begin(deps, linking.link, generation, actor, choice?.what ?? null);
  deps.log.record('link-finished', { organizationId: linking.link.organizationId, linkId });
  return { kind: 'linked' };
}

/** PRODUCT C11: the same account goes on where it stopped, in the same folder. */
async function reconnect(
  deps: LinkingDependencies,
  read: VersionedLink,
  { connection, identity, cache, mailbox, actor }: SignedIn,
): Promise<LinkStep> {
  const { link } = read;
  if (link.state.name !== 'reconnect-needed') return failed('already-linked');
  const { reason, stoppedAt: _, ...bound } = link.state;
  if (bound.mailbox.objectId !== identity.objectId || bound.mailbox.tenantId !== identity.tenantId) {
    return { ...failed('another-mailbox'), linkedAccount: bound.mailbox.name };
  }
  // The link of a connection that ended is about to be tidied up.
  if (!hasGeneration(link.state, connection.generation)) return failed('cleaning-up');
  // A mailbox that is still not there says so here, and not in a run that would stop the link once more.
  if (reason === 'no-mailbox') await mailbox.folder(bound.folder.id);
  await deps.vault.write(bound.tokens, cache);
  const again = {
    ...link,
    sync: { ...link.sync, rebuildAsked: instant(deps.clock.now()), lastFailure: null },
  };
  try {
    await deps.links.replace(moveTo(again, { ...bound, name: 'linked' }), read.version);
  } catch (failure) {
    const state = (await deps.links.read(link))?.link.state;
    const isBound = state !== undefined && 'tokens' in state && state.tokens === bound.tokens;
    if (failure instanceof VersionConflict && !isBound) await forget(deps, link, [bound.tokens]);
    throw failure;
  }
  await begin(deps, link, bound.generation, actor, 'reconnected');
  return { kind: 'linked' };
}

async function begin(
  deps: LinkingDependencies,
  link: Link,
  generation: number,
  actor: string,
  detail: FolderChoice['what'] | 'reconnected' | null,
): Promise<void> {
  await deps.queues.sync(syncMessage(link, generation, 'linked'));
  await recordActivity(deps, link, 'linked', { actor, detail });
}

/** Why a link in this state cannot be made; `undefined` when it can. */
export function refuseByState(link: Link | undefined): LinkFailed | undefined {
  switch (link?.state.name) {
    case 'linked':
      return failed('already-linked');
    case 'unlinking':
      return failed('cleaning-up');
    case undefined:
    case 'not-linked':
    case 'linking':
    case 'reconnect-needed':
      return undefined;
  }
}
