const RealDate = Date;
let ahead = 0;
const now = () => RealDate.now() + ahead;

/** A stand-in and no subclass, so that dates from before and after the clock moved are of one class. */
const ShiftedDate: DateConstructor = new Proxy(RealDate, {
  construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [now()] : given, as),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});

/**
 * Lets time pass at once, for the app and every emulator alike, since all of them live in this process and go by
 * `Date`. Timers of the event loop keep real time. The app never knows.
 */
export function letTimePass(milliseconds: number): void {
  if (!(milliseconds >= 0)) throw new RangeError('Time only goes forward.');
  ahead += milliseconds;
  globalThis.Date = ShiftedDate;
}

/** Takes back all the time that was let pass. State that was written meanwhile is then of the future. */
export function returnToPresent(): void {
  ahead = 0;
  globalThis.Date = RealDate;
}

/** How far `Date` is ahead of the machine's clock, in milliseconds. */
export function timeAhead(): number {
  return ahead;
}
