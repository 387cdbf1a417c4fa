import { Cron } from 'croner';

/**
 * Parses an NCRONTAB expression with seconds, in UTC. A day must match by date *and* by weekday, as in NCrontab.
 * @throws for an invalid expression; also for what Croner supports and NCrontab does not, and for a TimeSpan, which
 *   the Consumption plans do not accept.
 */
export function parseSchedule(expression: string): Cron {
  const isForeign =
    /[LW#?@+]/i.test(expression.replaceAll(/JUL|WED/gi, '')) || /7/.test(expression.split(/\s+/)[5] ?? '');
  if (isForeign) throw new Error(`"${expression}" is not an NCRONTAB expression.`);
  return new Cron(expression, { mode: '6-part', timezone: 'UTC', domAndDow: true, paused: true });
}
