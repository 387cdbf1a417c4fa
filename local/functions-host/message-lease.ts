import { type DequeuedMessageItem, type QueueClient, RestError } from '@azure/storage-queue';

/** While a function works on a message it is hidden for so long, and again at half of it (`QueueListener`). */
export const HIDDEN_SECONDS = 600;

/** The hold that this host has on one message. Its operations run one after the other, each on the newest receipt. */
export interface MessageLease {
  /** Hides the message again if half of its time is over. */
  renewWhenDue(): Promise<void>;
  /** Gives the message back, to be seen after `seconds`. */
  release(seconds: number): Promise<void>;
  remove(): Promise<void>;
  /** Nothing is done about the message any more, as when the host has ended: it stays hidden for the rest of its time. */
  abandon(): void;
}

/**
 * Holds a message that was received with a visibility timeout of `HIDDEN_SECONDS`. A message that someone else has taken
 * over or removed meanwhile is left alone.
 */
export function holdMessage(queue: QueueClient, message: DequeuedMessageItem): MessageLease {
  const renewalAt = () => Date.now() + (HIDDEN_SECONDS / 2) * 1000;
  let receipt: string | undefined = message.popReceipt;
  let dueAt = renewalAt();
  let last: Promise<void> = Promise.resolve();

  const hide = async (currentReceipt: string, seconds: number) => {
    const updated = await queue.updateMessage(message.messageId, currentReceipt, undefined, seconds);
    return updated.popReceipt;
  };
  const next = (operation: (currentReceipt: string) => Promise<string | undefined>): Promise<void> => {
    last = last.then(async () => {
      if (receipt === undefined) return;
      try {
        const newer = await operation(receipt);
        if (receipt !== undefined) receipt = newer;
      } catch (error) {
        receipt = undefined;
        if (!isGone(error)) throw error;
      }
    });
    return last;
  };
  return {
    renewWhenDue: async () => {
      if (Date.now() < dueAt) return;
      dueAt = renewalAt();
      await next((currentReceipt) => hide(currentReceipt, HIDDEN_SECONDS));
    },
    release: (seconds) =>
      next(async (currentReceipt) => {
        await hide(currentReceipt, seconds);
        return undefined;
      }),
    remove: () =>
      next(async (currentReceipt) => {
        await queue.deleteMessage(message.messageId, currentReceipt);
        return undefined;
      }),
    abandon: () => {
      receipt = undefined;
    },
  };
}

/** Whether the queue says that the message is not ours any more. */
function isGone(error: unknown): boolean {
  return (
    error instanceof RestError &&
    ['PopReceiptMismatch', 'MessageNotFound', 'QueueNotFound', 'QueueBeingDeleted'].includes(error.code ?? '')
  );
}
