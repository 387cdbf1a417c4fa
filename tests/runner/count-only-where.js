/** The block of tests that only one way of signing in has; tests/flows/fixtures/only-where.ts. */
const ONLY_WHERE = /^only where /;

/** Says at the end of a run how many flow tests the company's way of signing in left out, and why. */
export default class {
  left = new Map();

  onTestResult(_, { testResults }) {
    for (const { ancestorTitles, status } of testResults) {
      const reason = ancestorTitles.find((title) => ONLY_WHERE.test(title));
      if (reason !== undefined && status === 'pending') this.left.set(reason, (this.left.get(reason) ?? 0) + 1);
    }
  }

  onRunComplete() {
    if (this.left.size === 0) return;
    const list = [...this.left].map(([reason, tests]) => `${tests} ${reason}`).join(', ');
    process.stderr.write(`Skipped by the other way of signing in: ${list}\n`);
  }
}
