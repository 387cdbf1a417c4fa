import { MINUTE } from '../clock.ts';
import { type Folder, type Mailbox, MailboxFailure } from '../contacts/mailbox.ts';
import {
  type AttemptOf,
  challengeOf,
  type FolderChoice,
  hashOf,
  randomText,
  takeAttempt,
} from '../identity/attempt.ts';
import { type MicrosoftIdentity, TokenFailure } from '../identity/mailbox-sign-in.ts';
import type { Session } from '../identity/session.ts';
import { explainTokenFailure, readSignInError, type SignInError } from '../identity/sign-in-error.ts';
import { instant } from '../ids.ts';
import { noteMissingConsent, noteStandingConsent } from '../organizations/consent-watch.ts';
import type { Connected } from '../organizations/organization.ts';
import { standingConnection } from '../organizations/served-connection.ts';
import { stayAway } from '../sync/stay-away.ts';
import type { LinkHead } from './link-head.ts';
import { explain, failed, type LinkFailed, type LinkStep } from './link-step.ts';
import { StaleHead, type VersionedHead } from './link-store.ts';
import { moveTo, newHead } from './link-transitions.ts';
import type { LinkingWorld } from './linking-world.ts';
import { askAboutFolder, type FolderAnswer, readAnswer, renameOutOfTheWay } from './own-folder.ts';
import { freshSecretName } from './secret-vault.ts';

const ATTEMPT_LIFE = 15 * MINUTE;
/** The personal-account tenant of Microsoft; never a company's. */
const PERSONAL_ACCOUNTS = '9188040d-6c67-4c5b-b112-36a304b66dad';

/**
 * PRODUCT B1: sends the user to Microsoft's sign-in, at the authority of the connected tenant.
 *
 * @param answer what to do with the folder of an earlier link, when a linking before this one asked
 */
export async function startLinking(world: LinkingWorld, session: Session, answer?: FolderAnswer): Promise<LinkStep> {
  const { organizationId, userId } = session.person;
  const connection = await connectionOf(world, session);
  if (connection === undefined) return failed('not-connected');
  const refusal = refuseByState((await world.links.read(session.person))?.head);
  if (refusal !== undefined) return refusal;

  const choice = answer === undefined ? null : await readAnswer(world, session, answer);
  if (choice === undefined) return failed('not-ours');

  const { tenantId, generation } = connection;
  const state = randomText();
  const nonce = randomText();
  const codeVerifier = randomText();
  const expiresAt = instant(world.clock.now().getTime() + ATTEMPT_LIFE);
  const browser = hashOf(session.id);
  const attempt = { kind: 'link', id: hashOf(state), browser, expiresAt, nonce, codeVerifier } as const;
  await world.attempts.save({ ...attempt, organizationId, userId, tenantId, generation, choice });
  const codeChallenge = challengeOf(codeVerifier);
  const redirectUri = world.linkCallbackUri;
  // Who answers the question about a folder has just picked an account.
  const request = { tenantId, state, nonce, codeChallenge, redirectUri, pickAccount: choice === null };
  try {
    return { kind: 'redirect', url: await world.signIn.linkUrl(request) };
  } catch (failure) {
    return explain(failure);
  }
}

/**
 * The sign-in came back (PRODUCT B1-B3). The order is such that a crash anywhere leaves nothing, or something that the
 * next attempt recognises as its own: the head says "linking" with the id that the folder's stamp will carry, then the
 * folder, then the token, then the head says "linked".
 */
export async function finishLinking(world: LinkingWorld, session: Session, query: URLSearchParams): Promise<LinkStep> {
  const step = await finish(world, session, query);
  const { organizationId } = session.person;
  if (step.kind === 'failed') world.log.record('link-refused', { organizationId, code: step.code });
  if (step.kind === 'own-folder') world.log.record('link-refused', { organizationId, code: 'folder-exists' });
  return step;
}

/** What a sign-in says about the consent, the administrator gets to see. What came by the browser only informs. */
async function refusedByMicrosoft(
  world: LinkingWorld,
  attempt: AttemptOf<'link'>,
  error: SignInError,
  from: 'microsoft' | 'browser',
): Promise<LinkFailed> {
  await noteMissingConsent(world, attempt, error, from === 'microsoft');
  return { kind: 'failed', ...error };
}

async function finish(world: LinkingWorld, session: Session, query: URLSearchParams): Promise<LinkStep> {
  const now = world.clock.now();
  const attempt = await takeAttempt(world.attempts, 'link', query.get('state') ?? undefined, [session.id], now);
  if (attempt === undefined || attempt.userId !== session.person.userId) return failed('not-ours');
  const error = readSignInError(query);
  if (error !== undefined) return refusedByMicrosoft(world, attempt, error, 'browser');
  const code = query.get('code');
  if (code === null) return failed('refused');

  const { tenantId, nonce, codeVerifier, generation, choice } = attempt;
  const connection = await connectionOf(world, session);
  if (connection?.generation !== generation) return failed('not-connected');
  try {
    const redirectUri = world.linkCallbackUri;
    const { identity, cache, accessToken } = await world.signIn.redeemLink({
      tenantId,
      code,
      codeVerifier,
      nonce,
      redirectUri,
    });
    if (connection.missing !== undefined) await noteStandingConsent(world, attempt);
    if (identity.tenantId !== tenantId || identity.tenantId === PERSONAL_ACCOUNTS) return failed('other-account');
    if (identity.guest) return failed('guest-account');
    const mailbox = world.mailboxOf(async () => accessToken);
    return await link(world, session, { connection, identity, cache, mailbox, choice, actor: session.person.name });
  } catch (failure) {
    if (failure instanceof TokenFailure) {
      return refusedByMicrosoft(world, attempt, explainTokenFailure(failure), 'microsoft');
    }
    if (failure instanceof MailboxFailure) {
      // Another tab may have linked this mailbox meanwhile.
      const head = (await world.links.read(session.person))?.head;
      if (head !== undefined) await stayAway(world, head, failure.retryAfterSeconds);
    }
    return explain(failure);
  }
}

interface SignedIn {
  readonly connection: Connected;
  readonly identity: MicrosoftIdentity;
  readonly cache: string;
  readonly mailbox: Mailbox;
  readonly choice: FolderChoice | null;
  /** The person, as the audit log calls them. */
  readonly actor: string;
}

async function link(world: LinkingWorld, session: Session, signedIn: SignedIn): Promise<LinkStep> {
  const read = await world.links.read(session.person);
  const refusal = refuseByState(read?.head);
  if (refusal !== undefined) return refusal;
  if (read?.head.state.name === 'reconnect-needed') return reconnect(world, read, signedIn);

  const { organizationId, userId, verifiedEmail } = session.person;
  const head = read?.head ?? newHead({ organizationId, userId }, { email: verifiedEmail, language: 'ja' });
  const way = await clearTheWay(world, session, head, signedIn);
  if ('kind' in way) return way;
  const linking = await prepare(world, head, read?.version, way.linkId, signedIn);
  const made = await makeFolder(world, signedIn.mailbox, linking.head);
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
  const named = await mailbox.foldersNamed(world.folderName);
  const inTheWay = named.find(({ stamp }) => stamp === undefined || stamp.linkId !== begun);
  if (inTheWay === undefined) return free;

  // Somebody else's link may be at work in the same mailbox: only links of this person count.
  const former = formerLinks.find(({ linkId }) => linkId === inTheWay.stamp?.linkId);
  if (former === undefined) return failed('folder-exists');
  if (choice?.folderId !== inTheWay.id || choice.objectId !== objectId) {
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
  linkId: string,
  { connection, identity }: SignedIn,
): Promise<VersionedHead> {
  const leftBehind = head.state.name === 'linking' ? [...head.state.leftBehind, head.state.tokens] : [];
  const linking = moveTo(head, {
    name: 'linking',
    linkId,
    attempt: randomText().slice(0, 22),
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

interface MadeFolder {
  readonly folder: Folder;
  readonly isNew: boolean;
}

/** `undefined` when the name belongs to a folder that this link did not make. */
async function makeFolder(world: LinkingWorld, mailbox: Mailbox, head: LinkHead): Promise<MadeFolder | undefined> {
  if (head.state.name !== 'linking') return undefined;
  const { linkId, attempt } = head.state;
  const made = await mailbox.createFolder(world.folderName, { linkId, attempt });
  if (made.kind === 'created') return { folder: made.folder, isNew: true };
  const folder = (await mailbox.foldersNamed(world.folderName)).find(({ stamp }) => stamp?.linkId === linkId);
  return folder === undefined ? undefined : { folder, isNew: false };
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
  await world.links.replace(moveTo(again, { ...bound, name: 'linked' }), read.version);
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

async function connectionOf(world: LinkingWorld, session: Session): Promise<Connected | undefined> {
  const organization = (await world.organizations.read(session.person.organizationId))?.organization;
  return organization && standingConnection(organization, organization.contacts.generation);
}

function refuseByState(head: LinkHead | undefined): LinkFailed | undefined {
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
