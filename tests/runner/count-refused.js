/** Titles under which each test is something that somebody tries in vain. */
const REFUSES = /^SECURITY(?:, [A-Z]\d+)* refuses /;

/** Says at the end of a run how many tries of `tests/security` were refused. */
export default class {
  tried = 0;
  refused = 0;

  onTestResult({ path }, { testResults }) {
    if (!path.includes('/tests/security/')) return;
    const tries = testResults.filter(({ ancestorTitles: [title = ''] }) => REFUSES.test(title));
    this.tried += tries.filter(({ status }) => status === 'passed' || status === 'failed').length;
    this.refused += tries.filter(({ status }) => status === 'passed').length;
  }

  onRunComplete() {
    if (this.tried > 0) process.stderr.write(`Tried in vain: ${this.refused} of ${this.tried} were refused\n`);
  }
}
