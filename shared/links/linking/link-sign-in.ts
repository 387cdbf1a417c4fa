import { noteConsent, noteMissingConsent } from '../../consent/consent-status.ts';
import { MailboxFailure } from '../../contacts/mailbox.ts';
import { type AnswerRefusal, type AttemptOf, beginSignIn, hashOf, takeAttempt } from '../../identity/attempt.ts';
import { TokenFailure } from '../../identity/mailbox-sign-in.ts';
import { bindingOf, type Session } from '../../identity/session.ts';
import { explainTokenFailure, readSignInError, type SignInError } from '../../identity/sign-in-error.ts';
import { backOff } from '../back-off.ts';
import { isActive } from '../eligibility.ts';
import { type FolderAnswer, readAnswer } from './folder-conflict.ts';
import { linkMailbox, refuseByState } from './link-mailbox.ts';
import { explain, failed, type LinkFailed, type LinkStep } from './link-step.ts';
import type { LinkingDependencies } from './linking-dependencies.ts';
import { askAboutAccount, isOtherAccount, needsConfirmation, ownAccountHint, readConfirmation } from './own-account.ts';

/** The personal-account tenant of Microsoft; never a company's. */
const PERSONAL_ACCOUNTS = '9188040d-6c67-4c5b-b112-36a304b66dad';

/**
 * PRODUCT B1: sends the user to Microsoft's sign-in, at the authority of the connected tenant.
 *
 * @param request what the person chose, or answered when a linking before this one asked
 */
export async function startLinking(
  deps: LinkingDependencies,
  session: Session,
  request: LinkRequest = {},
): Promise<LinkStep> {
  const { organizationId, userId } = session.person;
  const connection = (await activeOrganization(deps, session))?.contacts;
  if (connection === undefined) return failed('not-connected');
  const link = (await deps.links.read(session.person))?.link;
  const refusal = refuseByState(link);
  if (refusal !== undefined) return refusal;

  const choice = request.folder === undefined ? null : await readAnswer(deps, session, request.folder);
  if (typeof choice === 'string') return failed(choice);
  const account =
    request.confirmed === undefined ? undefined : await readConfirmation(deps, session, request.confirmed);
  if (typeof account === 'string') return failed(account);

  const { tenantId, generation } = connection;
  const confirmed = account?.objectId;
  const attempt = { kind: 'link', organizationId, userId, tenantId, generation, choice, confirmed } as const;
  const signIn = await beginSignIn(deps, hashOf(bindingOf(session)), attempt);
  const redirectUri = deps.linkCallbackUri;
  try {
    const own = request.otherAccount === true ? undefined : ownAccountHint(session, tenantId, link);
    // Who answers a question has just picked an account; it is asked for again if it is another one.
    const isAnswer = choice !== null || account !== undefined;
    const hint = isAnswer ? account?.accountHint : own;
    const pickAccount = !isAnswer && hint === undefined;
    const url = await deps.signIn.linkUrl({ ...signIn, tenantId, redirectUri, pickAccount, hint });
    return { kind: 'redirect', url };
  } catch (failure) {
    return explain(failure);
  }
}

/** How a person wants to link. */
export interface LinkRequest {
  /** What to do with the folder of an earlier link. */
  readonly folder?: FolderAnswer | undefined;
  /** The question about another account than the portal's, answered with yes. */
  readonly confirmed?: string | undefined;
  /** Whether Microsoft is to ask which account. */
  readonly otherAccount?: boolean;
}

/** The sign-in came back (PRODUCT B1-B3). Whoever it proves to be there is linked. */
export async function finishLinking(
  deps: LinkingDependencies,
  session: Session,
  query: URLSearchParams,
): Promise<LinkStep> {
  const step = await finish(deps, session, query);
  const { organizationId } = session.person;
  if (step.kind === 'failed') deps.log.record('link-refused', { organizationId, code: step.code });
  if (step.kind === 'other-account') deps.log.record('link-refused', { organizationId, code: 'other-account' });
  if (step.kind === 'own-folder') deps.log.record('link-refused', { organizationId, code: 'folder-exists' });
  return step;
}

/** What a sign-in says about the consent, the administrator gets to see. What came by the browser only informs. */
async function refusedByMicrosoft(
  deps: LinkingDependencies,
  attempt: AttemptOf<'link'>,
  error: SignInError,
  from: 'microsoft' | 'browser',
): Promise<LinkFailed> {
  await noteMissingConsent(deps, attempt, error, from === 'microsoft');
  return { kind: 'failed', ...error };
}

async function finish(deps: LinkingDependencies, session: Session, query: URLSearchParams): Promise<LinkStep> {
  const now = deps.clock.now();
  const browser = { bindings: [bindingOf(session)], keepsCookies: true };
  const taken = await takeAttempt(deps.attempts, 'link', query.get('state') ?? '', browser, now);
  if (taken.kind === 'refused') return refuseAnswer(deps, session, taken.why);
  const { attempt } = taken;
  if (attempt.userId !== session.person.userId) return failed('other-browser');
  const error = readSignInError(query);
  if (error !== undefined) return refusedByMicrosoft(deps, attempt, error, 'browser');
  const code = query.get('code');
  if (code === null) return failed('refused');

  const { tenantId, nonce, codeVerifier, generation, choice, confirmed } = attempt;
  const organization = await activeOrganization(deps, session);
  if (organization?.contacts.generation !== generation) return failed('not-connected');
  const connection = organization.contacts;
  let account: string | undefined;
  const naming = (step: LinkStep): LinkStep => (step.kind === 'failed' ? { ...step, account } : step);
  try {
    const redirectUri = deps.linkCallbackUri;
    const { identity, cache, accessToken } = await deps.signIn.redeemLink({
      tenantId,
      code,
      codeVerifier,
      nonce,
      redirectUri,
    });
    account = identity.name;
    if (connection.missing !== undefined) await noteConsent(deps, attempt);
    if (identity.tenantId !== tenantId || identity.tenantId === PERSONAL_ACCOUNTS)
      return naming(failed('other-account'));
    if (identity.guest) return naming(failed('guest-account'));
    if (!organization.otherAccountsAllowed && isOtherAccount(session, identity)) {
      return naming(failed('other-account-refused'));
    }
    // The answer was about one account's folder. Another account was perhaps not even chosen: the browser remembered it.
    if (choice !== null && choice.objectId !== identity.objectId) return await startLinking(deps, session);
    const link = (await deps.links.read(session.person))?.link;
    if (needsConfirmation(session, identity, link, [confirmed, choice?.objectId])) {
      return await askAboutAccount(deps, session, connection, identity);
    }
    const mailbox = deps.mailboxOf(async () => accessToken);
    const actor = session.person.name;
    return naming(await linkMailbox(deps, session, { connection, identity, cache, mailbox, choice, actor }));
  } catch (failure) {
    if (failure instanceof TokenFailure) {
      return refusedByMicrosoft(deps, attempt, explainTokenFailure(failure), 'microsoft');
    }
    if (failure instanceof MailboxFailure) {
      // Another tab may have linked this mailbox meanwhile.
      const link = (await deps.links.read(session.person))?.link;
      if (link !== undefined) await backOff(deps, link, failure.retryAfterSeconds);
    }
    return naming(explain(failure));
  }
}

/** An answer that this browser brings once more is a success where the first one was. */
async function refuseAnswer(deps: LinkingDependencies, session: Session, why: AnswerRefusal): Promise<LinkStep> {
  if (why !== 'already-done' && why !== 'expired') return failed(why);
  const state = (await deps.links.read(session.person))?.link.state.name;
  return state === 'linked' ? { kind: 'linked', before: true } : failed(why);
}

async function activeOrganization(deps: LinkingDependencies, session: Session) {
  const organization = (await deps.organizations.read(session.person.organizationId))?.organization;
  return isActive(organization) ? organization : undefined;
}
