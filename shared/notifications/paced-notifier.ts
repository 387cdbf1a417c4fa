import { type Clock, HOUR, MINUTE } from '../clock.ts';
import type { Counters } from '../identity/rate-limit.ts';
import type { Notifier } from './channels.ts';

/** How many mails the sender's domain may send. */
export interface MailPace {
  readonly perMinute: number;
  readonly perHour: number;
}

/** Mail within the limits of the sender's domain, and how much of the current hour is used. */
export interface PacedNotifier extends Notifier {
  readonly pace: MailPace;
  /** Mails of the current hour of the clock, refused ones among them; at most `perHour`. */
  used(): Promise<number>;
}

/**
 * Keeps to the pace of all instances together, counted per minute and hour of the clock. What is too much is answered
 * as `later`, without asking the service. Its own windows begin elsewhere, so it may still refuse one at a turn of the
 * hour, which is `later`, too.
 */
export function pacedNotifier(notifier: Notifier, pace: MailPace, counters: Counters, clock: Clock): PacedNotifier {
  const windowOf = (within: number) => {
    const window = Math.floor(clock.now().getTime() / within);
    return { name: `mail\n${within}\n${window}`, ends: new Date((window + 1) * within) };
  };
  const isTooMuch = async (within: number, most: number) => {
    const { name, ends } = windowOf(within);
    return (await counters.add(name, ends)) > most;
  };
  return {
    pace,
    used: async () => Math.min(pace.perHour, await counters.read(windowOf(HOUR).name)),
    async send(mail) {
      try {
        if (await isTooMuch(MINUTE, pace.perMinute)) return { kind: 'later', code: 'pace-minute' };
        if (await isTooMuch(HOUR, pace.perHour)) return { kind: 'later', code: 'pace-hour' };
      } catch {
        return { kind: 'later', code: 'pace-unknown' };
      }
      return notifier.send(mail);
    },
  };
}
