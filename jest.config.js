import { availableParallelism } from 'node:os';

const common = {
  // A VM context for each file costs more than most files' tests: files of one worker share its process.
  runner: 'jest-light-runner',
  setupFiles: ['<rootDir>/tests/runner/setup.js'],
  transform: {},
};
const withApp = { ...common, globalSetup: '<rootDir>/tests/package-app.js' };
/** People sign in at the portal with the company's own accounts; elsewhere at the card system, where a test does not say otherwise. */
const byCompany = {
  ...withApp,
  displayName: 'company',
  setupFiles: ['<rootDir>/tests/runner/company.js', ...common.setupFiles],
};

/** Folders of tests that need neither the packaged app nor any service. */
const PURE = ['unit', 'leaks', 'docs'];
/** Flows that run by both ways of signing in each time: the first day, sign-in and sign-out, linking, invitations, the end. */
const BOTH_WAYS = [
  'consent/connect',
  'identity/sessions',
  'identity/sign-in',
  'invitations/invitations',
  'links/link',
  'offboarding/unlink',
  'portal/unsent-forms',
];

const run = {
  testSequencer: './tests/runner/sequencer.js',
  reporters: ['default', '<rootDir>/tests/runner/count-refused.js'],
  // A test mostly waits for its stack and its browser, which are processes of their own.
  maxWorkers: availableParallelism() + 1,
};

/** All flows by the company's way of signing in: `npm run test:company`. */
export const company = { ...run, projects: [{ ...byCompany, testMatch: ['<rootDir>/tests/flows/**/*.test.ts'] }] };

/** @type {import('jest').Config} */
export default {
  ...run,
  projects: [
    { ...common, testMatch: PURE.map((folder) => `<rootDir>/tests/${folder}/**/*.test.ts`) },
    {
      ...withApp,
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: PURE.map((folder) => `<rootDir>/tests/${folder}/`),
    },
    { ...byCompany, testMatch: BOTH_WAYS.map((flow) => `<rootDir>/tests/flows/${flow}.test.ts`) },
  ],
};
