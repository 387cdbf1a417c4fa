import { say } from './say.ts';

/** A time in Japan, in the format of the reader's language. */
export function localTime(at: Date): string {
  const format = { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Asia/Tokyo' } as const;
  return new Intl.DateTimeFormat(say('ja', 'en'), format).format(at);
}

/**
 * A duration in days, hours and minutes.
 * @param milliseconds not negative
 */
export function localDuration(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const parts = [
    [Math.floor(minutes / 1440), say('日', ' d ')],
    [Math.floor(minutes / 60) % 24, say('時間', ' h ')],
    [minutes % 60, say('分', ' min ')],
  ] as const;
  const text = parts
    .map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`))
    .join('')
    .trim();
  return text === '' ? say('1分未満', 'less than a minute') : text;
}
