import { MINUTE } from '../../clock.ts';
import { type AnswerRefusal, type AttemptOf, beginAttempt, hashOf, takeAttempt } from '../../identity/attempt.ts';
import type { MicrosoftIdentity } from '../../identity/mailbox-sign-in.ts';
import { bindingOf, type Session } from '../../identity/session.ts';
import type { Connected } from '../../organizations/organization.ts';
import type { Link } from '../link.ts';
import type { LinkStep } from './link-step.ts';
import type { LinkingDependencies } from './linking-dependencies.ts';

const QUESTION_TTL = 15 * MINUTE;

/** The account that a question was about. */
export type ConfirmedAccount = Pick<AttemptOf<'account-question'>, 'objectId' | 'accountHint'>;

/** Whether people sign in at the portal with the accounts of this very tenant, so that a person is an object id. */
function isPortalOf(tenantId: string, { person }: Session): boolean {
  return person.organizationId === tenantId;
}

/**
 * The hint by which Microsoft links the account of the portal without asking (PRODUCT B1); `undefined` where it has to
 * ask, as for a link whose mailbox is another one.
 */
export function ownAccountHint(session: Session, tenantId: string, link: Link | undefined): string | undefined {
  const { userId, accountHint } = session.person;
  const bound = link !== undefined && 'mailbox' in link.state ? link.state.mailbox.objectId : userId;
  return isPortalOf(tenantId, session) && bound === userId ? accountHint : undefined;
}

/** Whether this is another account than the one with which the person signs in at the portal. */
export function isOtherAccount(session: Session, { tenantId, objectId }: MicrosoftIdentity): boolean {
  return isPortalOf(tenantId, session) && objectId !== session.person.userId;
}

/** Whether to ask before this account is linked: it is not that of the portal, and nobody confirmed it. */
export function needsConfirmation(
  session: Session,
  identity: MicrosoftIdentity,
  link: Link | undefined,
  confirmed: readonly (string | undefined)[],
): boolean {
  if (!isOtherAccount(session, identity)) return false;
  const bound = link !== undefined && 'mailbox' in link.state ? link.state.mailbox.objectId : undefined;
  return ![bound, ...confirmed].includes(identity.objectId);
}

/**
 * Asks whether to link the mailbox of another account than the portal's. No token goes into the page: the question is
 * remembered for this browser, once, and its answer leads through the sign-in again.
 */
export async function askAboutAccount(
  deps: LinkingDependencies,
  session: Session,
  { tenantId, generation }: Connected,
  { objectId, name, accountHint }: MicrosoftIdentity,
): Promise<LinkStep> {
  const { organizationId, userId } = session.person;
  const of = { organizationId, userId, tenantId, generation };
  const asked = { kind: 'account-question', ...of, objectId, accountHint } as const;
  const question = await beginAttempt(deps, hashOf(bindingOf(session)), QUESTION_TTL, asked);
  return { kind: 'other-account', question, account: name };
}

/** The account that was confirmed, or why the answer is not taken. */
export async function readConfirmation(
  { attempts, clock }: LinkingDependencies,
  session: Session,
  question: string,
): Promise<ConfirmedAccount | AnswerRefusal> {
  const browser = { bindings: [bindingOf(session)], keepsCookies: true };
  const taken = await takeAttempt(attempts, 'account-question', question, browser, clock.now());
  if (taken.kind === 'refused') return taken.why;
  return taken.attempt.userId === session.person.userId ? taken.attempt : 'other-browser';
}
