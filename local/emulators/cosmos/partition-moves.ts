import type { FaultEffect } from '../faults.ts';

const refusal = (status: number, substatus: number, code: string): FaultEffect => ({
  kind: 'refuse',
  status,
  headers: { 'x-ms-substatus': String(substatus) },
  body: { code, message: 'Asked for by a test.' },
});

/**
 * What Cosmos DB answers while it splits, merges or moves a partition, which it does by itself. Sources of the statuses:
 * "HTTP status codes for Azure Cosmos DB"; of the substatuses: `StatusCodes.ts` of azure-sdk-for-js.
 */
export const PARTITION_MOVES = {
  'partition gone': refusal(410, 1002, 'Gone'),
  'partition splitting': refusal(410, 1007, 'Gone'),
  'partition moving': refusal(410, 1008, 'Gone'),
  'retry with': refusal(449, 0, 'RetryWith'),
  'service unavailable': refusal(503, 0, 'ServiceUnavailable'),
} as const satisfies Record<string, FaultEffect>;
