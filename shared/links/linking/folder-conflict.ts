import { MINUTE } from '../../clock.ts';
import type { Folder, Mailbox } from '../../contacts/mailbox.ts';
import { type AnswerRefusal, beginAttempt, type FolderChoice, hashOf, takeAttempt } from '../../identity/attempt.ts';
import { bindingOf, type Session } from '../../identity/session.ts';
import { inJapan } from '../../japan-time.ts';
import type { Connected } from '../../organizations/organization.ts';
import type { LinkStep } from './link-step.ts';
import type { LinkingDependencies } from './linking-dependencies.ts';

const QUESTION_TTL = 15 * MINUTE;

/** A person's answer: what to do, and with which question's folder. */
export interface FolderAnswer {
  readonly what: FolderChoice['what'];
  readonly question: string;
}

/**
 * Asks what is to become of a folder of an earlier link (PRODUCT B3). Neither a token nor anything of the mailbox goes
 * into the page: the question is remembered for this browser, once, and its answer leads through the sign-in again.
 */
export async function askAboutFolder(
  deps: LinkingDependencies,
  session: Session,
  { tenantId, generation }: Connected,
  inTheWay: Pick<FolderChoice, 'folderId' | 'objectId'>,
): Promise<LinkStep> {
  const { organizationId, userId } = session.person;
  const asked = { kind: 'folder-question', organizationId, userId, tenantId, generation, ...inTheWay } as const;
  const question = await beginAttempt(deps, hashOf(bindingOf(session)), QUESTION_TTL, asked);
  return { kind: 'own-folder', question };
}

/** The choice that an answer means, or why it is not taken. */
export async function readAnswer(
  { attempts, clock }: LinkingDependencies,
  session: Session,
  { what, question }: FolderAnswer,
): Promise<FolderChoice | AnswerRefusal> {
  const browser = { bindings: [bindingOf(session)], keepsCookies: true };
  const taken = await takeAttempt(attempts, 'folder-question', question, browser, clock.now());
  if (taken.kind === 'refused') return taken.why;
  const { userId, folderId, objectId } = taken.attempt;
  return userId === session.person.userId ? { what, folderId, objectId } : 'other-browser';
}

/** Gives the folder another name, with the day in Japan, so that its old one is free. */
export async function renameOutOfTheWay(mailbox: Mailbox, folder: Folder, now: Date): Promise<void> {
  const { day } = inJapan(now);
  let name = `${folder.name} (${day})`;
  for (let count = 2; (await mailbox.foldersNamed(name)).length > 0; count += 1) {
    name = `${folder.name} (${day} ${count})`;
  }
  await mailbox.renameFolder(folder.id, name);
}
