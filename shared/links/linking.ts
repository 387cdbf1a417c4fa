import { type Clock, MINUTE } from '../clock.ts';
import type { Folder, Mailbox } from '../contacts/mailbox.ts';
import { MailboxFailure } from '../contacts/mailbox.ts';
import {
  type AttemptOf,
  type AttemptStore,
  challengeOf,
  hashOf,
  randomText,
  takeAttempt,
} from '../identity/attempt.ts';
import type { SignInCause } from '../identity/explained-codes.ts';
import { type MailboxSignIn, type MicrosoftIdentity, TokenFailure } from '../identity/mailbox-sign-in.ts';
import type { Session } from '../identity/session.ts';
import { explainTokenFailure, readSignInError, type SignInError } from '../identity/sign-in-error.ts';
import { instant, type LinkKey } from '../ids.ts';
import { noteMissingConsent, noteStandingConsent } from '../organizations/consent-watch.ts';
import { type Connected, standingConnection } from '../organizations/organization.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { Queues } from '../sync/message.ts';
import type { ActivityLog } from '../telemetry/activity.ts';
import type { EventLog } from '../telemetry/log.ts';
import type { LinkHead } from './link-head.ts';
import { type LinkStore, StaleHead, type VersionedHead } from './link-store.ts';
import { moveTo, newHead } from './link-transitions.ts';
import { freshSecretName, type SecretVault } from './secret-vault.ts';

/** What linking touches outside itself. */
export interface LinkingWorld {
  readonly clock: Clock;
  readonly organizations: OrganizationStore;
  readonly links: LinkStore;
  readonly attempts: AttemptStore;
  readonly vault: SecretVault;
  readonly signIn: MailboxSignIn;
  readonly mailboxOf: (accessToken: () => Promise<string>) => Mailbox;
  readonly linkCallbackUri: string;
  readonly folderName: string;
  readonly queues: Queues;
  readonly activity: ActivityLog;
  readonly log: EventLog;
}

/** Why a link did not come about. Each has its own explanation on the screen. */
export type LinkFailureCode =
  | SignInCause
  | 'not-ours'
  | 'not-connected'
  | 'already-linked'
  | 'cleaning-up'
  | 'guest-account'
  | 'another-mailbox'
  | 'folder-exists'
  | 'no-mailbox'
  | 'mailbox-unavailable';

interface LinkFailed {
  readonly kind: 'failed';
  readonly code: LinkFailureCode;
  readonly aadsts: string | undefined;
  readonly correlationId: string | undefined;
}

export type LinkStep = { readonly kind: 'redirect'; readonly url: string } | { readonly kind: 'linked' } | LinkFailed;

const ATTEMPT_LIFE = 15 * MINUTE;
/** The personal-account tenant of Microsoft; never a company's. */
const PERSONAL_ACCOUNTS = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** PRODUCT B1: sends the user to Microsoft's sign-in, at the authority of the connected tenant. */
export async function startLinking(world: LinkingWorld, session: Session): Promise<LinkStep> {
  const { organizationId, userId } = session.person;
  const connection = await connectionOf(world, session);
  if (connection === undefined) return failed('not-connected');
  const refusal = refuseByState((await world.links.read(session.person))?.head);
  if (refusal !== undefined) return refusal;

  const { tenantId, generation } = connection;
  const state = randomText();
  const nonce = randomText();
  const codeVerifier = randomText();
  const expiresAt = instant(world.clock.now().getTime() + ATTEMPT_LIFE);
  const browser = hashOf(session.id);
  const attempt = { kind: 'link', id: hashOf(state), browser, expiresAt, nonce, codeVerifier } as const;
  await world.attempts.save({ ...attempt, organizationId, userId, tenantId, generation });
  const codeChallenge = challengeOf(codeVerifier);
  const redirectUri = world.linkCallbackUri;
  try {
    return {
      kind: 'redirect',
      url: await world.signIn.linkUrl({ tenantId, state, nonce, codeChallenge, redirectUri }),
    };
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

  const { tenantId, nonce, codeVerifier, generation } = attempt;
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
    return await link(world, session, { connection, identity, cache, mailbox });
  } catch (failure) {
    if (failure instanceof TokenFailure) {
      return refusedByMicrosoft(world, attempt, explainTokenFailure(failure), 'microsoft');
    }
    return explain(failure);
  }
}

interface SignedIn {
  readonly connection: Connected;
  readonly identity: MicrosoftIdentity;
  readonly cache: string;
  readonly mailbox: Mailbox;
}

async function link(world: LinkingWorld, session: Session, signedIn: SignedIn): Promise<LinkStep> {
  const read = await world.links.read(session.person);
  const refusal = refuseByState(read?.head);
  if (refusal !== undefined) return refusal;
  if (read?.head.state.name === 'reconnect-needed') return reconnect(world, read, signedIn);

  const linking = await prepare(world, session, read, signedIn);
  if (linking === undefined) return failed('folder-exists');
  const folder = await makeFolder(world, signedIn.mailbox, linking.head);
  if (folder === undefined) {
    await world.links.replace(moveTo(linking.head, { name: 'not-linked' }), linking.version);
    return failed('folder-exists');
  }
  return complete(world, linking, folder, signedIn.cache);
}

/**
 * Says in the head what is about to be made, unless the name is taken by a folder that is not ours: then nothing has
 * changed anywhere (PRODUCT B3). An earlier attempt that broke off is taken up under its id.
 */
async function prepare(
  world: LinkingWorld,
  session: Session,
  read: VersionedHead | undefined,
  { connection, identity, mailbox }: SignedIn,
): Promise<VersionedHead | undefined> {
  const { organizationId, userId, verifiedEmail } = session.person;
  const earlier = read?.head.state.name === 'linking' ? read.head.state : undefined;
  const taken = await mailbox.foldersNamed(world.folderName);
  if (taken.some((folder) => folder.stamp === undefined || folder.stamp.linkId !== earlier?.linkId)) return undefined;

  // A secret of its own for every sign-in: two tabs with two accounts must not write into one.
  const tokens = freshSecretName('tokens', organizationId, userId);
  const key: LinkKey = { organizationId, userId };
  const head = read?.head ?? newHead(key, { email: verifiedEmail, language: 'ja' });
  const linking = moveTo(head, {
    name: 'linking',
    linkId: earlier?.linkId ?? randomText().slice(0, 22),
    attempt: randomText().slice(0, 22),
    generation: connection.generation,
    mailbox: { tenantId: identity.tenantId, objectId: identity.objectId, name: identity.name },
    tokens,
    since: instant(world.clock.now()),
  });
  const prepared = await (read === undefined
    ? world.links.create(linking)
    : world.links.replace(linking, read.version));
  // Only now: until the head says otherwise, that sign-in may still come to its end.
  if (earlier !== undefined) await world.vault.erase(earlier.tokens);
  return prepared;
}

/** `undefined` when the name belongs to a folder that this link did not make. */
async function makeFolder(world: LinkingWorld, mailbox: Mailbox, head: LinkHead): Promise<Folder | undefined> {
  if (head.state.name !== 'linking') return undefined;
  const { linkId, attempt } = head.state;
  const made = await mailbox.createFolder(world.folderName, { linkId, attempt });
  if (made.kind === 'created') return made.folder;
  return (await mailbox.foldersNamed(world.folderName)).find((folder) => folder.stamp?.linkId === linkId);
}

async function complete(world: LinkingWorld, linking: VersionedHead, folder: Folder, cache: string): Promise<LinkStep> {
  if (linking.head.state.name !== 'linking') return failed('already-linked');
  const { linkId, generation, mailbox, tokens } = linking.head.state;
  await world.vault.write(tokens, cache);
  const since = instant(world.clock.now());
  const bound = { linkId, generation, mailbox, tokens, since, folder: { id: folder.id, parentId: folder.parentId } };
  // The folder is new and empty, so there is nothing in it to look for before tomorrow.
  const begun = { ...linking.head, sync: { ...linking.head.sync, lastFolderListing: since } };
  try {
    await world.links.replace(moveTo(begun, { name: 'linked', ...bound }), linking.version);
  } catch (failure) {
    if (failure instanceof StaleHead) await world.vault.erase(tokens);
    throw failure;
  }
  await begin(world, linking.head, generation);
  world.log.record('link-finished', { organizationId: linking.head.organizationId, linkId });
  return { kind: 'linked' };
}

/** PRODUCT C11: the same account goes on where it stopped, in the same folder. */
async function reconnect(
  world: LinkingWorld,
  read: VersionedHead,
  { connection, identity, cache, mailbox }: SignedIn,
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
    sync: { ...head.sync, rebuildAsked: instant(world.clock.now()), lastFailure: null, notBefore: null },
  };
  await world.links.replace(moveTo(again, { ...bound, name: 'linked' }), read.version);
  await begin(world, head, bound.generation);
  return { kind: 'linked' };
}

async function begin(world: LinkingWorld, { organizationId, userId }: LinkKey, generation: number): Promise<void> {
  await world.queues.sync({ v: 1, organizationId, userId, generation, reason: 'linked', tick: null });
  const at = instant(world.clock.now());
  await world.activity.record({ at, organizationId, userId, actor: null, kind: 'linked', detail: null });
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

function failed(code: LinkFailureCode): LinkFailed {
  return { kind: 'failed', code, aadsts: undefined, correlationId: undefined };
}

/** The failures of a linking that a person can do something about; any other is thrown on. */
function explain(failure: unknown): LinkStep {
  if (failure instanceof TokenFailure) {
    return { kind: 'failed', ...explainTokenFailure(failure) };
  }
  if (failure instanceof MailboxFailure) {
    return failed(failure.code === 'no-mailbox' ? 'no-mailbox' : 'mailbox-unavailable');
  }
  // Two tabs at once: the other one was faster.
  if (failure instanceof StaleHead) return failed('already-linked');
  throw failure;
}
