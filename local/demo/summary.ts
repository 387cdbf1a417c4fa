import type { Scene } from './scene.ts';
import { type Changes, contactVersions, NO_CHANGES, sum } from './writes.ts';

interface Numbers extends Changes {
  /** Cards that the user held, and contacts in the folder Sansan, before the first link ended. */
  readonly cards: number;
  readonly contacts: number;
}

/** The closing table, and the last line of `--json`. */
export interface Summary {
  readonly passed: boolean;
  readonly checks: number;
  /** One sentence per difference. */
  readonly differences: readonly string[];
  /** Elapsed real time. */
  readonly seconds: number;
  /**
   * Created, updated and removed contacts of all syncs together, so the contacts of a folder that was restored count
   * twice.
   */
  readonly users: readonly (Numbers & { readonly address: string })[];
  readonly total: Numbers & {
    /** Requests to Microsoft Graph; the parts of a batch count individually, as they do for Graph's limits. */
    readonly graphCalls: number;
    readonly graphBatches: number;
    readonly sansanCalls: number;
    /** Of Cosmos DB. */
    readonly requestUnits: number;
  };
}

/** Content of each mailbox now, and the writes of all syncs so far. */
export function countUsers({ users, written }: Scene): Summary['users'] {
  return users.map((user) => ({
    address: user.person.address,
    cards: user.cards().length,
    contacts: contactVersions(user.mailbox()).size,
    ...(written.get(user) ?? NO_CHANGES),
  }));
}

export function totalOf({ stack }: Scene, users: Summary['users']): Summary['total'] {
  const graphBatches = stack.graph.requests.count('POST /$batch');
  return {
    cards: users.reduce((total, { cards }) => total + cards, 0),
    contacts: users.reduce((total, { contacts }) => total + contacts, 0),
    ...sum(users),
    graphCalls: stack.graph.requests.count() - graphBatches,
    graphBatches,
    sansanCalls: stack.sansan.requests.count(),
    requestUnits: Math.round(stack.cosmos.requests.summary().charge),
  };
}

const COLUMNS = ['cards', 'contacts', 'created', 'updated', 'removed'] as const;

/** The closing table in lines of text. */
export function tableOf({ users, total, seconds }: Summary): string[] {
  const rows = [
    ['', ...COLUMNS],
    ...users.map((user) => [user.address, ...COLUMNS.map((column) => count(user[column]))]),
    ['total', ...COLUMNS.map((column) => count(total[column]))],
  ];
  const first = Math.max(...rows.map(([label = '']) => label.length));
  return [
    ...rows.map(([label = '', ...cells]) => label.padEnd(first) + cells.map((cell) => cell.padStart(10)).join('')),
    `Graph calls ${count(total.graphCalls)} (in batches of up to 20: ${count(total.graphBatches)} batches), Sansan calls ${count(total.sansanCalls)}`,
    `Cosmos DB request units ${count(total.requestUnits)}, ${seconds} s`,
  ];
}

function count(number: number): string {
  return number.toLocaleString('en');
}
