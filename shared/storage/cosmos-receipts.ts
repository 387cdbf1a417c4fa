import { type ReceiptStore, receiptSchema } from '../offboarding/erase-organization.ts';
import { itemId, type OpenContainer } from './cosmos-database.ts';
import { secondsUntil } from './time-to-live.ts';

/** Receipts of erased organizations in Cosmos DB, in the container of the attempts; they expire too. */
export function cosmosReceipts(open: OpenContainer): ReceiptStore {
  return {
    async read(organizationId) {
      const id = itemId('erasure-receipt', organizationId);
      const { resource } = await (await open('attempts')).item(id, id).read();
      return resource === undefined ? undefined : receiptSchema.parse(resource.receipt);
    },
    async save(receipt) {
      const id = itemId('erasure-receipt', receipt.organizationId);
      await (await open('attempts')).items.upsert({ id, receipt, ttl: secondsUntil(receipt.expiresAt) });
    },
  };
}
