import { setTimeout as sleep } from 'node:timers/promises';
import { QueueServiceClient } from '@azure/storage-queue';
import { expect, test } from '@jest/globals';
import { addCard } from '../flows/fixtures/acts.ts';
import { minutesUntil } from '../flows/fixtures/minutes-until.ts';
import { linkOf } from '../flows/fixtures/views.ts';
import { link, submit, USER_SCREEN } from '../flows/fixtures/walks.ts';
import { startCrashingStack } from './crashing-stack.ts';
import { mailboxIn, prepare, USER } from './linked-user.ts';
import { HELD_MS } from './moments.ts';
import { lookAtRest } from './rest.ts';
import { strikeAt } from './strike.ts';

const MINUTE = 60_000;
/** The lease of a dead worker lasts two minutes, its message is hidden for ten. */
const BEFORE_SLOT = 5;

test('C9 a run was killed: the next message of the timer does all, while the one in work is still hidden', async () => {
  const stack = await startCrashingStack(10);
  try {
    await stack.startApp();
    await prepare(stack);
    const user = await link(stack, USER);
    await stack.idle();
    const { foreign } = await mailboxIn(stack);
    const slot = (await linkOf(stack, USER))?.slot ?? 0;
    await stack.killApp();
    await stack.pass(minutesUntil(slot - BEFORE_SLOT, new Date()) * MINUTE);
    await stack.startApp();
    await stack.idle();

    await addCard(stack, USER, { lastName: '新任' });
    const requests = [
      {
        service: 'graph',
        match: '^POST /me/contactFolders/[^/]+/contacts$',
        skip: 0,
        effect: { kind: 'hold-answer', ms: HELD_MS },
      } as const,
    ];
    const begin = async () => {
      await submit(stack, user, `${USER_SCREEN}/sync`);
    };
    expect(await strikeAt(stack, { what: 'a create', requests, lag: 0, minutes: 0 }, begin)).toBe(true);
    await sleep(HELD_MS);
    expect((await linkOf(stack, USER))?.sync.unresolved).not.toBeNull();

    await stack.pass((BEFORE_SLOT + 1) * MINUTE);
    await stack.startApp();
    await stack.idle();
    expect(await lookAtRest(stack, foreign)).toEqual({
      contacts: 11,
      rows: 11,
      doubles: 0,
      // A create that nobody knows of may take effect for some minutes yet, and the hidden message is that of the dead worker.
      violations: ['something is still open', 'there is a message in the queue sync-user'],
    });
    const queue = QueueServiceClient.fromConnectionString(stack.queues).getQueueClient('sync-user');
    expect((await queue.peekMessages()).peekedMessageItems).toEqual([]);
    expect((await queue.getProperties()).approximateMessagesCount).toBe(1);
  } finally {
    await stack.stop();
  }
}, 60_000);
