/** What the program calls; every call is a point at which something can go wrong. */
export const PORTS = [
  'mailbox',
  'cards',
  'links',
  'organizations',
  'queue',
  'vault',
  'sign-in',
  'activity',
  'attempts',
  'schedule',
  'mail',
] as const;
export type Port = (typeof PORTS)[number];

/**
 * What goes wrong with one call. `refuse`: it does not happen. `lose`: it happens, the answer is lost. `stall`: the answer
 * is minutes late. `late`: it is given up, and happens minutes later. The others end the worker: before the call leaves,
 * after it took effect, or while it is on its way, to take effect minutes later.
 */
const ANYWHERE = ['refuse', 'lose', 'stall', 'crash-before', 'crash-after'] as const;
const MAILBOX_ONLY = ['late', 'crash-late', 'throttle', 'throttle-part', 'half', 'unauthorized'] as const;
export type FaultKind = (typeof ANYWHERE)[number] | (typeof MAILBOX_ONLY)[number] | 'double' | 'delay';

/** What may go wrong where. */
export const FAULTS: Readonly<Record<Port, readonly FaultKind[]>> = {
  mailbox: [...ANYWHERE, ...MAILBOX_ONLY],
  cards: [...ANYWHERE, 'throttle'],
  links: ANYWHERE,
  organizations: ANYWHERE,
  queue: [...ANYWHERE, 'double', 'delay'],
  vault: ANYWHERE,
  'sign-in': ANYWHERE,
  activity: ANYWHERE,
  attempts: ANYWHERE,
  schedule: ANYWHERE,
  mail: ANYWHERE,
};

/** The `nth` call of a port, or of all ports together, goes wrong. Counted from 0. */
export interface Fault {
  readonly port: Port | 'any';
  readonly nth: number;
  readonly kind: FaultKind;
}

export interface FaultPlan {
  /** What goes wrong with the call that is being made. */
  next(port: Port): FaultKind | undefined;
  /** Nothing goes wrong any more. */
  stop(): void;
  /** How many calls of a port were made so far. */
  calls(port: Port): number;
  /** The ports of all calls made so far, in order. */
  readonly made: readonly Port[];
  /** Faults that came to pass; a crash is one of them. */
  tally(): { readonly faults: number; readonly crashes: number };
}

export function planFaults(planned: readonly Fault[]): FaultPlan {
  const byPlace = new Map(planned.map((fault) => [`${fault.port} ${fault.nth}`, fault.kind]));
  const made: Port[] = [];
  const counts = new Map<Port, number>();
  let stopped = false;
  let faults = 0;
  let crashes = 0;

  return {
    next(port) {
      const nth = counts.get(port) ?? 0;
      const kind = byPlace.get(`any ${made.length}`) ?? byPlace.get(`${port} ${nth}`);
      counts.set(port, nth + 1);
      made.push(port);
      if (stopped || kind === undefined || !FAULTS[port].includes(kind)) return undefined;
      faults += 1;
      if (kind.startsWith('crash')) crashes += 1;
      return kind;
    },
    stop: () => {
      stopped = true;
    },
    calls: (port) => counts.get(port) ?? 0,
    made,
    tally: () => ({ faults, crashes }),
  };
}
