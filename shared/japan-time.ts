import { HOUR } from './clock.ts';

/** What people read is in Japanese time. */
export const TIME_ZONE = 'Asia/Tokyo';

/** How far that is ahead of UTC, in milliseconds, all year round. */
export const TIME_ZONE_OFFSET = 9 * HOUR;

/** The day and the time of a moment in Japan, the same in every language: "2026-11-23" and "15:04:05". */
export function inJapan(moment: Date): { readonly day: string; readonly time: string } {
  const text = new Date(moment.getTime() + TIME_ZONE_OFFSET).toISOString();
  return { day: text.slice(0, 10), time: text.slice(11, 19) };
}
