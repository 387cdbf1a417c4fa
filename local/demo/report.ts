/** Collects the checks of one step. */
export interface Checks {
  /** One check; `otherwise` describes the failure. */
  that(holds: boolean, otherwise: string): void;
  /** Adds the results of many checks. */
  add(checks: number, differences: readonly string[]): void;
}

/** Reports the steps of the story, and collects the differences. */
export interface Report {
  /**
   * Runs one step and prints a line with its title and, when all checks passed, its result. A step that throws counts
   * as a difference and ends the story.
   */
  step(title: string, act: (checks: Checks) => Promise<string>): Promise<void>;
  checks(): number;
  differences(): readonly string[];
}

/** Ends the story after a step that threw; the failure is already in the report. */
export class StoryEnded extends Error {
  override readonly name = 'StoryEnded';
}

/** A report that prints its lines with `say`. */
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
