/** What is looked at in one step. */
export interface Checks {
  /** One look; `otherwise` says what is wrong when it fails. */
  that(holds: boolean, otherwise: string): void;
  /** Many looks at once, and what was wrong. */
  add(checks: number, differences: readonly string[]): void;
}

/** Tells what happens, step by step, and keeps what was not as it should be. */
export interface Report {
  /**
   * Does one step and tells of it in a line: its title, and what the step returns when nothing was wrong. A step that
   * throws counts as a difference, and ends the story.
   */
  step(title: string, act: (checks: Checks) => Promise<string>): Promise<void>;
  checks(): number;
  differences(): readonly string[];
}

/** The first step that threw; it is in the report already. */
export class StoryEnded extends Error {
  override readonly name = 'StoryEnded';
}

export function createReport(say: (line: string) => void): Report {
  const differences: string[] = [];
  let count = 0;

  const checks: Checks = {
    that: (holds, otherwise) => checks.add(1, holds ? [] : [otherwise]),
    add: (more, found) => {
      count += more;
      differences.push(...found);
    },
  };

  return {
    step: async (title, act) => {
      const before = differences.length;
      try {
        const told = await act(checks);
        const wrong = differences.length - before;
        say(wrong === 0 ? `✓ ${title}: ${told}` : `✗ ${title}: ${wrong} ${wrong === 1 ? 'difference' : 'differences'}`);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        differences.push(`${title}: ${reason}`);
        say(`✗ ${title}: ${reason}`);
        throw new StoryEnded(reason, { cause });
      }
    },
    checks: () => count,
    differences: () => differences,
  };
}
