/** Everything that one run of the bench measured. */
export interface Figures {
  readonly machine: Machine;
  readonly mailbox: readonly MailboxRate[];
  readonly fanOut: FanOut;
  readonly unchanged: Unchanged;
  readonly memory: readonly RunMemory[];
  readonly surge: Surge;
  readonly coldImport: ColdImport;
}

/** Where and when it was measured. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly node: string;
  readonly date: string;
}

/** Requests of one app that Outlook works on at a time in one mailbox. */
const LANES = 4;

/** What a mailbox allows for so many writes of `latency` ms each, as a part of the time that they took. */
export function shareOfLimit({ contacts, latency }: Pick<MailboxRate, 'contacts' | 'latency'>, ms: number): number {
  return (contacts * latency) / LANES / ms;
}

/** Contacts written into one mailbox in one way. */
export interface MailboxRate {
  readonly method: string;
  /** Milliseconds that the mailbox takes for one write. */
  readonly latency: number;
  readonly contacts: number;
  /** From beginning to end, with everything that was read. */
  readonly ms: number;
  /** When its batches were with the mailbox; only of the engine. */
  readonly watched?: Watched;
}

/** When batches were with a mailbox. All in milliseconds. */
export interface Watched {
  /** From the run's message to the answer to its first batch. */
  readonly firstMs: number;
  /** From the first batch's leaving to the last one's answer. */
  readonly writingMs: number;
  /** Mean time from the answer to one batch to the leaving of the next, in which the mailbox waits for us. */
  readonly gapMs: number;
}

/** The timer's work beside a bare sender. */
export interface FanOut {
  readonly links: number;
  readonly timerPerSecond: number;
  readonly barePerSecond: number;
  /** Median over the pairs of what the timer reached of the bare sender's rate. */
  readonly share: number;
  /** Heap in use after so many links. */
  readonly heap: readonly { readonly links: number; readonly bytes: number }[];
}

/** Users for whom a look finds nothing to do. */
export interface Unchanged {
  readonly users: number;
  readonly runs: number;
  readonly perCpuSecond: number;
}

/** What one run needs at most. */
export interface RunMemory {
  readonly run: string;
  readonly cards: number;
  /** How the run ended, or `undefined` when it ran out of memory. */
  readonly end: string | undefined;
  readonly heapBytes: number;
  readonly residentBytes: number;
}

/** How long people wait for a change while another organization's messages are ahead in the queue. */
export interface Surge {
  readonly latency: number;
  /** People of the small organization, each with one changed card. */
  readonly waiting: number;
  readonly waits: readonly Wait[];
}

/** The import of the bundled app in a fresh process, beside a bundled "hello world" with the same clients. */
export interface ColdImport {
  readonly pairs: number;
  readonly appMs: number;
  readonly helloMs: number;
  /** Median over the pairs of what the app took of the other's time. */
  readonly share: number;
}

/** One wait: who was ahead, and how many seconds it took until half of those who waited, and all of them, were served. */
export interface Wait {
  readonly peopleAhead: number;
  readonly newCardsEach: number;
  readonly median: number;
  readonly last: number;
}
