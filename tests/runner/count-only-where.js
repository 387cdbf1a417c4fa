/** The blocks of tests that only one way of signing in has; tests/flows/fixtures/only-where.ts. */
const ONLY_WHERE = /^only where /;

/** Says at the end of a run how many such blocks a way of signing in left out, and why. */
export default class {
  skipped = new Map();

  onTestResult(_, { testResults }) {
    // A block that is skipped is reported as if it were one test.
    for (const { title } of testResults.filter(({ status }) => status === 'pending')) {
      if (ONLY_WHERE.test(title)) this.skipped.set(title, (this.skipped.get(title) ?? 0) + 1);
    }
  }

  onRunComplete() {
    if (this.skipped.size === 0) return;
    const list = [...this.skipped].map(([reason, blocks]) => `${blocks} ${reason}`).join(', ');
    process.stderr.write(`Blocks of tests that this way of signing in does not have: ${list}\n`);
  }
}
