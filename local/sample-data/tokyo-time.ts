const OFFSET_MS = 9 * 60 * 60 * 1000;

/** A time in the format of the card system: `2026-04-02T09:30:00+09:00`. Such texts sort chronologically. */
export function tokyoTime(moment: Date): string {
  return `${new Date(moment.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+09:00`;
}
