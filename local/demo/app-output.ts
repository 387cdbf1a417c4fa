/** Captured output of the app. */
export interface AppOutput {
  /** Writes a line to the real standard output, bypassing the capture. */
  say(line: string): void;
  readonly log: readonly string[];
  readonly errors: readonly string[];
  giveBack(): void;
}

/** Captures standard output and standard error, where the app, which runs in this process, writes its log. */
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
