/** The commits of a run, one at a time. */
interface Commits {
  /** Keeps a commit for `begin`. The one before is done. */
  prepare(commit: () => Promise<void>): void;
  /** Begins the prepared commit, if there is one. */
  begin(): void;
  /** Resolves when everything that was prepared is committed; fails as the commit does. */
  done(): Promise<void>;
}

/** No commits yet. */
export function commitsInOrder(): Commits {
  let prepared: (() => Promise<void>) | undefined;
  let last: Promise<void> = Promise.resolve();
  function begin(): void {
    if (prepared === undefined) return;
    last = prepared();
    prepared = undefined;
    // Awaited by `done`; until then a failure must not count as unhandled.
    last.catch(() => undefined);
  }
  return {
    prepare: (commit) => {
      prepared = commit;
    },
    begin,
    done: async () => {
      begin();
      await last;
    },
  };
}
