const moment = new Intl.DateTimeFormat('ja', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Asia/Tokyo' });

/** A moment as people in Japan write it. */
export function localTime(at: Date): string {
  return moment.format(at);
}

/** A span of time in days, hours and minutes. @param milliseconds not negative */
export function localDuration(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const parts = [
    [Math.floor(minutes / 1440), '日'],
    [Math.floor(minutes / 60) % 24, '時間'],
    [minutes % 60, '分'],
  ] as const;
  const text = parts.map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`)).join('');
  return text === '' ? '1分未満' : text;
}
