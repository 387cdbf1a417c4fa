/** One request that an emulator answered. */
interface LoggedRequest {
  at: string;
  /** Method and route template, e.g. `GET /me/contactFolders/:folderId`. */
  operation: string;
  status: number;
  /** Request units, where the service counts them (Cosmos DB). */
  charge?: number;
}

const KEPT = 1000;

/** Counts of everything, and the last requests one by one. */
export interface RequestLog {
  record(request: Omit<LoggedRequest, 'at'>): void;
  /** Number of requests, of one operation or of all. */
  count(operation?: string): number;
  summary(): { total: number; charge: number; byOperation: Record<string, number>; log: readonly LoggedRequest[] };
  clear(): void;
}

export function createRequestLog(): RequestLog {
  let total = 0;
  let charge = 0;
  let byOperation = new Map<string, number>();
  let log: LoggedRequest[] = [];
  return {
    record: (request) => {
      total += 1;
      charge += request.charge ?? 0;
      byOperation.set(request.operation, (byOperation.get(request.operation) ?? 0) + 1);
      log.push({ at: new Date().toISOString(), ...request });
      if (log.length > 2 * KEPT) log = log.slice(-KEPT);
    },
    count: (operation) => (operation === undefined ? total : (byOperation.get(operation) ?? 0)),
    summary: () => ({ total, charge, byOperation: Object.fromEntries(byOperation), log: log.slice(-KEPT) }),
    clear: () => {
      total = 0;
      charge = 0;
      byOperation = new Map();
      log = [];
    },
  };
}
