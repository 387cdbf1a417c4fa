import { MINUTE } from '../clock.ts';

/** How often something may be tried within a while (OWASP ASVS 5.0, 6.3.1 and 2.4.1). */
interface RateLimit {
  readonly most: number;
  readonly within: number;
}

/**
 * The limits, each counted for its own subject: `sign-in` and `consent-link` per network address, since nobody is known
 * yet, and generous, since a whole company may stand behind one; the others per person.
 */
export const RATE_LIMITS = {
  'sign-in': { most: 300, within: 5 * MINUTE },
  connect: { most: 20, within: 15 * MINUTE },
  'consent-link': { most: 60, within: 15 * MINUTE },
  /** For one link, whoever presses: each press is a line of the audit log. */
  'consent-link-press': { most: 20, within: 60 * MINUTE },
  link: { most: 20, within: 15 * MINUTE },
  /** They may list all cards and the whole folder. */
  preview: { most: 20, within: 15 * MINUTE },
  /** Each reads ten thousand lines, and the addresses of everybody in them. */
  'audit-file': { most: 10, within: 15 * MINUTE },
  run: { most: 20, within: 15 * MINUTE },
  'key-entry': { most: 60, within: 15 * MINUTE },
  notices: { most: 20, within: 15 * MINUTE },
  /** Each writes to addresses that nobody has confirmed. */
  'notices-trial': { most: 10, within: 15 * MINUTE },
  /** Each may hold a thousand keys. */
  'key-file': { most: 10, within: 15 * MINUTE },
  /** Whatever else a person sends by a form; enough to go through a long list by hand. */
  form: { most: 200, within: 15 * MINUTE },
  /** Acts that end something are refused because of nothing else that was done. */
  ending: { most: 60, within: 15 * MINUTE },
  /** Pages that a person looks at: several open ones, each of which looks every two seconds while something goes on. */
  look: { most: 1200, within: 5 * MINUTE },
} as const satisfies Record<string, RateLimit>;
export type Limited = keyof typeof RATE_LIMITS;

/** Counts what happens, by name. A counter forgets itself once it has expired. */
export interface Counters {
  /** Adds one, and answers how many there are now. The name holds a person or an address, and is not kept. */
  add(name: string, expiresAt: Date): Promise<number>;
}

/**
 * Seconds until it may be tried again, or `undefined`: go ahead. Windows begin at fixed moments, so that one counter is
 * enough.
 */
export async function tooOften(
  counters: Counters,
  limited: Limited,
  subject: string,
  now: Date,
): Promise<number | undefined> {
  const { most, within } = RATE_LIMITS[limited];
  const window = Math.floor(now.getTime() / within);
  const ends = new Date((window + 1) * within);
  const count = await counters.add(`${limited}\n${window}\n${subject}`, ends);
  return count > most ? Math.ceil((ends.getTime() - now.getTime()) / 1000) : undefined;
}
