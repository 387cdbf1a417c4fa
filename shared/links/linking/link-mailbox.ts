import { FOLDER_NAME, type MadeFolder, makeFolder } from '../../contacts/ensure-folder.ts';
import type { Mailbox } from '../../contacts/mailbox.ts';
import type { FolderStamp } from '../../contacts/stamp.ts';
import { type FolderChoice, randomText } from '../../identity/attempt.ts';
import type { MicrosoftIdentity } from '../../identity/mailbox-sign-in.ts';
import type { Session } from '../../identity/session.ts';
import { instant } from '../../ids.ts';
import type { Connected } from '../../organizations/organization.ts';
import { freshSecretName } from '../../secrets.ts';
import type { LinkHead } from '../link.ts';
import { StaleHead, type VersionedHead } from '../link-store.ts';
import { moveTo, newHead } from '../link-transitions.ts';
import { askAboutFolder, renameOutOfTheWay } from './folder-conflict.ts';
import { failed, type LinkFailed, type LinkStep } from './link-step.ts';
import type { LinkingWorld } from './linking-dependencies.ts';

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
 * attempt recognises as its own: the head says "linking" with the id that the folder's stamp will carry, then the folder,
 * then the token, then the head says "linked".
 */
export async function linkMailbox(world: LinkingWorld, session: Session, signedIn: SignedIn): Promise<LinkStep> {
  const read = await world.links.read(session.person);
  const refusal = refuseByState(read?.head);
  if (refusal !== undefined) return refusal;
  if (read?.head.state.name === 'reconnect-needed') return reconnect(world, read, signedIn);

  const { organizationId, userId, verifiedEmail } = session.person;
  const head = read?.head ?? newHead({ organizationId, userId }, { email: verifiedEmail, language: 'ja' });
  const way = await clearTheWay(world, session, head, signedIn);
  if ('kind' in way) return way;
  const stamp = { linkId: way.linkId, attempt: randomText().slice(0, 22) };
  const linking = await prepare(world, head, read?.version, stamp, signedIn);
  const made = await makeFolder(signedIn.mailbox, stamp);
  if (made === undefined) {
    await world.links.replace(moveTo(linking.head, { name: 'not-linked' }), linking.version);
    return failed('folder-exists');
  }
  return complete(world, linking, made, signedIn);
}

/**
 * The id under which to link, once nothing is in the way of the folder's name. A folder that is not ours is; then nothing
 * has changed anywhere (PRODUCT B3). That of an earlier link is, unless its owner chose to take it over: that is to link
 * under the id in its stamp, so that everything in it is this link's as it stands. An attempt that broke off is taken up
 * under its id.
 */
async function clearTheWay(
  world: LinkingWorld,
  session: Session,
  { state, formerLinks }: LinkHead,
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
    return askAboutFolder(world, session, connection, { folderId: inTheWay.id, objectId });
  }
  switch (choice.what) {
    case 'take-over':
      return { linkId: former.linkId };
    case 'rename':
      await renameOutOfTheWay(mailbox, inTheWay, world.clock.now());
      return free;
  }
}

/** Says in the head what is about to be made. */
async function prepare(
  world: LinkingWorld,
  head: LinkHead,
  version: string | undefined,
  stamp: FolderStamp,
  { connection, identity }: SignedIn,
): Promise<VersionedHead> {
  const leftBehind = head.state.name === 'linking' ? [...head.state.leftBehind, head.state.tokens] : [];
  const linking = moveTo(head, {
    name: 'linking',
    ...stamp,
    generation: connection.generation,
    mailbox: { tenantId: identity.tenantId, objectId: identity.objectId, name: identity.name },
    // A secret of its own for every sign-in: two tabs with two accounts must not write into one.
    tokens: freshSecretName('tokens', head.organizationId, head.userId),
    leftBehind,
    since: instant(world.clock.now()),
  });
  const prepared = await (version === undefined ? world.links.create(linking) : world.links.replace(linking, version));
  // Only now: until the head says otherwise, that sign-in may still come to its end.
  for (const tokens of leftBehind) await world.vault.erase(tokens);
  return prepared;
}

async function complete(
  world: LinkingWorld,
  linking: VersionedHead,
  { folder, isNew }: MadeFolder,
  { cache, choice, actor }: SignedIn,
): Promise<LinkStep> {
  if (linking.head.state.name !== 'linking') return failed('already-linked');
  const { linkId, generation, mailbox, tokens } = linking.head.state;
  // Another tab may have begun anew, and erased these tokens; written now, they would be nobody's.
  if ((await world.links.read(linking.head))?.version !== linking.version) throw new StaleHead();
  await world.vault.write(tokens, cache);
  const since = instant(world.clock.now());
  const bound = { linkId, generation, mailbox, tokens, since, folder: { id: folder.id, parentId: folder.parentId } };
  const { sync, formerLinks } = linking.head;
  const unresolved = formerLinks.find((former) => former.linkId === linkId)?.unresolved ?? null;
  // A new folder is empty, so there is nothing in it to look for before tomorrow.
  const begun = {
    ...linking.head,
    sync: isNew ? { ...sync, lastFolderListing: since } : { ...sync, adopting: true, unresolved },
  };
  try {
    await world.links.replace(moveTo(begun, { name: 'linked', ...bound }), linking.version);
  } catch (failure) {
    if (failure instanceof StaleHead) await world.vault.erase(tokens);
    throw failure;
  }
  await begin(world, linking.head, generation, actor, choice?.what ?? null);
  world.log.record('link-finished', { organizationId: linking.head.organizationId, linkId });
  return { kind: 'linked' };
}

/** PRODUCT C11: the same account goes on where it stopped, in the same folder. */
async function reconnect(
  world: LinkingWorld,
  read: VersionedHead,
  { connection, identity, cache, mailbox, actor }: SignedIn,
): Promise<LinkStep> {
  const { head } = read;
  if (head.state.name !== 'reconnect-needed') return failed('already-linked');
  const { reason, stoppedAt: _, ...bound } = head.state;
  if (bound.mailbox.objectId !== identity.objectId || bound.mailbox.tenantId !== identity.tenantId) {
    return failed('another-mailbox');
  }
  // The link of a connection that ended is about to be tidied up.
  if (bound.generation !== connection.generation) return failed('cleaning-up');
  // A mailbox that is still not there says so here, and not in a run that would stop the link once more.
  if (reason === 'no-mailbox') await mailbox.folder(bound.folder.id);
  await world.vault.write(bound.tokens, cache);
  const again = {
    ...head,
    sync: { ...head.sync, rebuildAsked: instant(world.clock.now()), lastFailure: null },
  };
  try {
    await world.links.replace(moveTo(again, { ...bound, name: 'linked' }), read.version);
  } catch (failure) {
    const state = (await world.links.read(head))?.head.state;
    const isBound = state !== undefined && 'tokens' in state && state.tokens === bound.tokens;
    if (failure instanceof StaleHead && !isBound) await world.vault.erase(bound.tokens);
    throw failure;
  }
  await begin(world, head, bound.generation, actor, 'reconnected');
  return { kind: 'linked' };
}

async function begin(
  world: LinkingWorld,
  { organizationId, userId }: LinkHead,
  generation: number,
  actor: string,
  detail: FolderChoice['what'] | 'reconnected' | null,
): Promise<void> {
  await world.queues.sync({ v: 1, organizationId, userId, generation, reason: 'linked', tick: null });
  const at = instant(world.clock.now());
  await world.activity.record({ at, organizationId, userId, actor, kind: 'linked', detail });
}

/** Why a link in this state cannot be made; `undefined` when it can. */
export function refuseByState(head: LinkHead | undefined): LinkFailed | undefined {
  switch (head?.state.name) {
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
