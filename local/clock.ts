const RealDate = Date;
let ahead = 0;
const now = () => RealDate.now() + ahead;

/** A proxy instead of a subclass, so that dates created before and after a shift have the same class. */
const ShiftedDate: DateConstructor = new Proxy(RealDate, {
  construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [now()] : given, as),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});

/**
 * Moves `Date` forward for the app and all emulators, which share this process. Timers of the event loop keep real
 * time. The app needs no code for it.
 */
export function letTimePass(milliseconds: number): void {
  if (!(milliseconds >= 0)) throw new RangeError('Time only goes forward.');
  ahead += milliseconds;
  globalThis.Date = ShiftedDate;
}

/** Resets the clock to real time. State that was written in between then has times in the future. */
export function returnToPresent(): void {
  ahead = 0;
  globalThis.Date = RealDate;
}

/** How far `Date` is ahead of the machine's clock, in milliseconds. */
export function timeAhead(): number {
  return ahead;
}
