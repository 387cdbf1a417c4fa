import { type DequeuedMessageItem, type QueueClient, RestError } from '@azure/storage-queue';

/** Visibility timeout in seconds of a message while its function runs; extended after half of it (`QueueListener`). */
export const HIDDEN_SECONDS = 600;

/** The host's lease on one message. Its operations run in sequence, each with the newest pop receipt. */
export interface MessageLease {
  /** Extends the lease if half of its time has passed. */
  renewWhenDue(): Promise<void>;
  /** Releases the message; it becomes visible after `seconds`. */
  release(seconds: number): Promise<void>;
  remove(): Promise<void>;
  /** Stops renewing, as when the host has ended: the message stays invisible until its timeout. */
  abandon(): void;
}

/**
 * Leases a message that was received with a visibility timeout of `HIDDEN_SECONDS`. A message that was taken over or
 * deleted by somebody else in the meantime is left alone.
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

/** Whether the error means that the lease on the message is lost. */
function isGone(error: unknown): boolean {
  return (
    error instanceof RestError &&
    ['PopReceiptMismatch', 'MessageNotFound', 'QueueNotFound', 'QueueBeingDeleted'].includes(error.code ?? '')
  );
}
