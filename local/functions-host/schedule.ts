import { Cron } from 'croner';

/**
 * Reads an NCRONTAB expression with seconds, in UTC. A day must fit by date *and* by weekday, as in NCrontab.
 * @throws when it is none. Croner knows more than NCrontab; that is refused, as is a TimeSpan, which the Consumption plans
 * do not take.
 */
export function parseSchedule(expression: string): Cron {
  const isForeign =
    /[LW#?@+]/i.test(expression.replaceAll(/JUL|WED/gi, '')) || /7/.test(expression.split(/\s+/)[5] ?? '');
  if (isForeign) throw new Error(`"${expression}" is not an NCRONTAB expression.`);
  return new Cron(expression, { mode: '6-part', timezone: 'UTC', domAndDow: true, paused: true });
}
