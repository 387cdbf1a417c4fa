/** What the app wrote, and the way around it. */
export interface AppOutput {
  /** Writes a line to the real standard output. */
  say(line: string): void;
  readonly log: readonly string[];
  readonly errors: readonly string[];
  giveBack(): void;
}

/** Takes what is written to the standard output and error: the app lives in this process, and writes its log there. */
export function takeOutput(): AppOutput {
  const { stdout, stderr } = process;
  const [writeOut, writeError] = [stdout.write, stderr.write];
  const log: string[] = [];
  const errors: string[] = [];
  const keepIn = (lines: string[]) => (chunk: string | Uint8Array) => {
    lines.push(Buffer.from(chunk).toString().trimEnd());
    return true;
  };
  stdout.write = keepIn(log);
  stderr.write = keepIn(errors);
  return {
    say: (line) => void writeOut.call(stdout, `${line}\n`),
    log,
    errors,
    giveBack: () => {
      stdout.write = writeOut;
      stderr.write = writeError;
    },
  };
}
