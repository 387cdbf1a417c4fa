/** Somebody else wrote since it was read. Read it again and decide anew. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}

/** What was stored before a change, and what is stored now. */
export interface Change<T> {
  /** `undefined` when there was nothing yet. */
  readonly before: T | undefined;
  readonly after: T;
}

/**
 * Decides what is to be stored, from what is stored now: `undefined` leaves things as they are. Pure, for it is asked
 * anew whenever somebody else wrote in between. Effects come after the change, by its answer.
 */
export type Decision<T> = (current: T | undefined) => T | undefined;

/** Each failed try means that another writer got through, so more of them than this do not come together by chance. */
const MAX_TRIES = 20;

/**
 * Reads, decides and writes on the version that was read; from the start when somebody else wrote in between, at most
 * `MAX_TRIES` times.
 *
 * @param read what is stored now, with its version
 * @param write fails with `VersionConflict` when `version` is not the newest; without one, when there is something already
 * @returns `undefined` when nothing was to be changed
 * @throws {VersionConflict} when others were faster every time
 */
export async function changeVersioned<T>(
  read: () => Promise<{ readonly current: T; readonly version: string } | undefined>,
  write: (next: T, version: string | undefined) => Promise<unknown>,
  decide: Decision<T>,
): Promise<Change<T> | undefined> {
  for (let tries = 1; ; tries += 1) {
    const stored = await read();
    const after = decide(stored?.current);
    if (after === undefined) return undefined;
    try {
      await write(after, stored?.version);
      return { before: stored?.current, after };
    } catch (failure) {
      if (!(failure instanceof VersionConflict) || tries === MAX_TRIES) throw failure;
    }
  }
}
