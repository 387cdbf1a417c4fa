const RealDate = Date;
let ahead = 0;

/** `Date` of the whole process, ahead of the real one by what has been let pass. */
class ShiftedDate extends RealDate {
  constructor(...given: [] | [value: string | number | Date]) {
    if (given.length === 0) super(RealDate.now() + ahead);
    else super(...given);
  }

  static override now(): number {
    return RealDate.now() + ahead;
  }
}

/**
 * Lets time pass at once, for the app and every emulator alike, since all of them live in this process and go by
 * `Date`. Timers of the event loop keep real time. The app never knows.
 */
export function letTimePass(milliseconds: number): void {
  if (!(milliseconds >= 0)) throw new RangeError('Time only goes forward.');
  ahead += milliseconds;
  globalThis.Date = ShiftedDate as DateConstructor;
}
