import { DAY, MINUTE } from '../../shared/clock.ts';
import type { Link } from '../../shared/links/link.ts';
import type { LedgerChange } from '../../shared/links/link-store.ts';
import type { Mail } from '../../shared/notifications/channels.ts';
import type { Invocation } from './invocation.ts';
import type { Timeline } from './timeline.ts';

/** Looks on while a history runs, and notes whatever must never happen (the invariants of docs/safety.md). */
export interface Watch {
  readonly violations: readonly string[];
  violated(what: string): void;
  /** Text that left the program: an event, a message, an audit line, a stored head. */
  said(where: string, value: unknown): void;
  /** A mail was taken by the mail server. */
  mailed(mail: Mail): void;
  organizationRead(by: Invocation, standing: boolean): void;
  /** A write to a link succeeded. */
  linkWritten(by: Invocation, before: Link | undefined, after: Link, change: LedgerChange | undefined): void;
  /** A request to a mailbox is about to leave; answers what is to be called when its answer is there. */
  requestBegins(by: Invocation, mailbox: string, kind: 'read' | 'write' | 'folder', link: Link | undefined): () => void;
  /** The mailbox asked this worker to stay away until then. */
  askedToWait(by: Invocation, mailbox: string, until: number): void;
  /** An invocation ended by itself; `well` when it did not throw. */
  ended(by: Invocation, well: boolean): void;
  /** When this worker last read the notes of a contact, for what a person writes in the meantime. */
  notesRead(by: Invocation, contactId: string): void;
  lastReadNotes(by: Invocation, contactId: string): number;
}

/** Planted into cards, tokens and keys; must never be seen outside the vault and the mailbox (PRODUCT E4). */
export const CANARY = 'CANARY';

/** The day begins when the notice is written down; the mail may leave this much later. */
const AS_LONG_AS_A_FUNCTION = 10 * MINUTE;

interface Conduct {
  epoch: number | undefined;
  inFlight: number;
  standing: boolean | undefined;
  organizationReadSinceWrite: boolean;
  writesAfterEnd: number;
  waits: { mailbox: string; until: number }[];
  notesRead: Map<string, number>;
}

export function startWatch(timeline: Timeline): Watch {
  const violations: string[] = [];
  const conducts = new Map<number, Conduct>();
  /** Waits that everybody who starts later has to know of: the run that was told has ended in order. */
  const known: { mailbox: string; until: number; since: number }[] = [];

  const mailed = new Map<string, number>();

  const violated = (what: string) => {
    violations.push(`${new Date(timeline.now()).toISOString()} ${what}`);
  };

  function conductOf(by: Invocation): Conduct {
    const found = conducts.get(by.id);
    if (found !== undefined) return found;
    const fresh: Conduct = {
      epoch: undefined,
      inFlight: 0,
      standing: undefined,
      organizationReadSinceWrite: false,
      writesAfterEnd: 0,
      waits: [],
      notesRead: new Map(),
    };
    conducts.set(by.id, fresh);
    return fresh;
  }

  function checkWaits(by: Invocation, mailbox: string): void {
    const now = timeline.now();
    const told = conductOf(by).waits.some((wait) => wait.mailbox === mailbox && now < wait.until);
    // Nobody remembers a wait for a person who is not linked yet, and who presses the button again.
    const shouldKnow =
      !by.what.startsWith('link') &&
      known.some((wait) => wait.mailbox === mailbox && by.startedAt > wait.since && now < wait.until);
    if (told || shouldKnow) violated(`${by.what}#${by.id} called the mailbox before Retry-After had ended`);
  }

  function checkWrite(by: Invocation, link: Link | undefined): void {
    const conduct = conductOf(by);
    if (link === undefined || link.lease.epoch !== conduct.epoch || Date.parse(link.lease.until) <= timeline.now()) {
      violated(`${by.what}#${by.id} wrote to the mailbox without a lease`);
    }
    if (!conduct.organizationReadSinceWrite) violated(`${by.what}#${by.id} wrote without reading the organization`);
    conduct.organizationReadSinceWrite = false;
    if (link !== undefined && (link.state.name !== 'linked' || link.pausedAt !== null)) {
      conduct.writesAfterEnd += 1;
      // One that was being prepared, and one that left while the other was being committed.
      if (conduct.writesAfterEnd > 2)
        violated(`${by.what}#${by.id} went on writing after the link had ended or was to rest`);
    }
  }

  return {
    violations,
    violated,

    said(where, value) {
      if (JSON.stringify(value)?.includes(CANARY)) violated(`a secret or a card was said in ${where}`);
    },

    mailed({ to, subject }) {
      const notice = `${to}: ${subject}`;
      const before = mailed.get(notice);
      if (before !== undefined && timeline.now() - before < DAY - AS_LONG_AS_A_FUNCTION)
        violated(`${notice} was sent twice within a day`);
      mailed.set(notice, timeline.now());
    },

    organizationRead(by, standing) {
      const conduct = conductOf(by);
      conduct.standing = standing;
      conduct.organizationReadSinceWrite = true;
    },

    linkWritten(by, before, after, change) {
      const conduct = conductOf(by);
      if (change !== undefined && change.put.length + change.drop.length > 0 && before?.lease.epoch !== conduct.epoch) {
        violated(`${by.what}#${by.id} committed rows under a lease that was not its own`);
      }
      if (after.lease.epoch !== before?.lease.epoch) conduct.epoch = after.lease.epoch;
    },

    requestBegins(by, mailbox, kind, link) {
      const conduct = conductOf(by);
      conduct.inFlight += 1;
      if (conduct.inFlight > 1) violated(`${by.what}#${by.id} had two requests with the mailbox at once`);
      checkWaits(by, mailbox);
      if (conduct.standing === false && by.what.startsWith('sync')) {
        violated(`${by.what}#${by.id} called the mailbox though it had read that the connection ended`);
      }
      if (kind === 'write') checkWrite(by, link);
      return () => {
        conduct.inFlight -= 1;
      };
    },

    askedToWait(by, mailbox, until) {
      conductOf(by).waits.push({ mailbox, until });
    },

    ended(by, well) {
      if (!well) return;
      for (const wait of conductOf(by).waits) known.push({ ...wait, since: timeline.now() });
    },

    notesRead: (by, contactId) => void conductOf(by).notesRead.set(contactId, timeline.now()),
    lastReadNotes: (by, contactId) => conductOf(by).notesRead.get(contactId) ?? Number.POSITIVE_INFINITY,
  };
}
