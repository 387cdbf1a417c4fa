import { QueueServiceClient } from '@azure/storage-queue';
import { checkMailbox, describeDifference, FOLDER_NAME } from '../../local/demo/check-mailbox.ts';
import { shownContact } from '../../local/demo/expected-contact.ts';
import { cardsOf, ledger, linkOf } from '../flows/fixtures/views.ts';
import type { CrashingStack } from './crashing-stack.ts';
import { cardUrl, mailboxIn, USER } from './linked-user.ts';

/** What there is once everything has settled. */
export interface Rest {
  readonly contacts: number;
  readonly rows: number;
  /** Cards that have more than one contact. */
  readonly doubles: number;
  /** All that is not as it must be, in words. */
  readonly violations: readonly string[];
}

/** Whether nothing is open any more: the sync is complete, and no create is being looked for. */
export async function isSettled(stack: CrashingStack): Promise<boolean> {
  const sync = (await linkOf(stack, USER))?.sync;
  return sync?.lastSuccess != null && sync.lastFailure === null && sync.unresolved === null;
}

/**
 * Compares the mailbox with the cards, field by field, and the ledger with the mailbox.
 *
 * @param foreign what else was in the mailbox
 */
export async function lookAtRest(stack: CrashingStack, foreign: string): Promise<Rest> {
  const mailbox = await mailboxIn(stack);
  const cards = await cardsOf(stack, USER);
  const { differences } = checkMailbox(mailbox.ours, cards, ({ id }) => cardUrl(stack).replace('{id}', id));
  const contacts = mailbox.ours.folders.flatMap((folder) => folder.contacts);
  const rows = await ledger(stack);
  const stamped = new Map(contacts.map((contact) => [contact.id, shownContact(contact).stampedCard]));
  const known = new Set(rows.map(({ contactId }) => contactId));

  const violations = differences.map((difference) => describeDifference(difference, { values: false }));
  const must = (holds: boolean, otherwise: string) => {
    if (!holds) violations.push(otherwise);
  };
  must(contacts.length === cards.length, `there are ${contacts.length} contacts of ${cards.length} cards`);
  must(rows.length === cards.length, `there are ${rows.length} ledger rows of ${cards.length} cards`);
  must(known.size === rows.length, 'two ledger rows point to one contact');
  for (const { cardId, contactId } of rows) {
    must(stamped.get(contactId ?? '') === cardId, `the ledger row of card ${cardId} does not point to its contact`);
  }
  must(mailbox.foreign === foreign, `something other than our contacts in ${FOLDER_NAME} changed`);
  must(await isSettled(stack), 'something is still open');
  for (const queue of await queuesWithMessages(stack)) violations.push(`there is a message in the queue ${queue}`);
  const doubles = differences.filter(({ kind }) => kind === 'double').length;
  return { contacts: contacts.length, rows: rows.length, doubles, violations };
}

/** Those of failed messages included, and messages that are hidden. */
async function queuesWithMessages({ queues }: CrashingStack): Promise<readonly string[]> {
  const service = QueueServiceClient.fromConnectionString(queues);
  const found: string[] = [];
  for await (const { name } of service.listQueues()) {
    const { approximateMessagesCount = 0 } = await service.getQueueClient(name).getProperties();
    if (approximateMessagesCount > 0) found.push(name);
  }
  return found;
}
