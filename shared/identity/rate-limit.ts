import { MINUTE } from '../clock.ts';

/** At most `most` tries within `within` milliseconds (OWASP ASVS 5.0, 6.3.1 and 2.4.1). */
interface RateLimit {
  readonly most: number;
  readonly within: number;
}

/**
 * The limits. `sign-in`, `stray-answer` and `consent-link` count per network address, since the person is unknown; all
 * others count per person, organization or link.
 */
export const RATE_LIMITS = {
  /** A company of 5,000 behind one address begins its day, each in three tabs. */
  'sign-in': { most: 15_000, within: 5 * MINUTE },
  /** Answers of sign-ins, consents and linkings by browsers that began none: they can only be guesses or accidents. */
  'stray-answer': { most: 300, within: 5 * MINUTE },
  /** Lines in the audit log about answers that were not taken, for one organization. */
  'answer-refused': { most: 20, within: 15 * MINUTE },
  connect: { most: 20, within: 15 * MINUTE },
  'consent-link': { most: 60, within: 15 * MINUTE },
  /** For one link, whoever presses: each press may leave a failed consent in the audit log. */
  'consent-link-press': { most: 20, within: 60 * MINUTE },
  link: { most: 20, within: 15 * MINUTE },
  /** A preview may list all cards and the whole folder. */
  preview: { most: 20, within: 15 * MINUTE },
  /** One file reads up to ten thousand entries and the addresses of everybody in them. */
  'audit-file': { most: 10, within: 15 * MINUTE },
  /** Writes to the vault and asks every service. */
  'deployment-check': { most: 20, within: 15 * MINUTE },
  /** One form may write to a thousand people. */
  invitations: { most: 10, within: 60 * MINUTE },
  /** One preview may look at a thousand people. */
  'invitations-preview': { most: 30, within: 15 * MINUTE },
  run: { most: 20, within: 15 * MINUTE },
  'key-entry': { most: 60, within: 15 * MINUTE },
  notices: { most: 20, within: 15 * MINUTE },
  /** A test sends mail to addresses that are not confirmed. */
  'notices-trial': { most: 10, within: 15 * MINUTE },
  /** One file may contain a thousand keys. */
  'key-file': { most: 10, within: 15 * MINUTE },
  /** All other forms; enough to work through a long list by hand. */
  form: { most: 200, within: 15 * MINUTE },
  /** Forms that end something have their own limit, so that other requests cannot block them. */
  ending: { most: 60, within: 15 * MINUTE },
  /** Page views. Several open pages poll every two seconds while something is in progress. */
  look: { most: 1200, within: 5 * MINUTE },
} as const satisfies Record<string, RateLimit>;
export type Limited = keyof typeof RATE_LIMITS;

/** Counters by name. A counter is deleted after it has expired. */
export interface Counters {
  /** Adds one and returns the new count. The name contains a person or an address and is not stored in clear. */
  add(name: string, expiresAt: Date): Promise<number>;
  /** The count; 0 of a counter that there is not. */
  read(name: string): Promise<number>;
}

/**
 * Counts a try. Returns the seconds until the next try is allowed, or `undefined` when this one is allowed. Windows
 * start at fixed times, so that one counter per window suffices.
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
