import { availableParallelism } from 'node:os';

const common = {
  // A VM context for each file costs more than most files' tests: files of one worker share its process.
  runner: 'jest-light-runner',
  setupFiles: ['<rootDir>/tests/runner/setup.js'],
  transform: {},
};
/** Folders of tests that need neither the packaged app nor any service. */
const PURE = ['unit', 'leaks', 'docs'];

/** @type {import('jest').Config} */
export default {
  testSequencer: './tests/runner/sequencer.js',
  reporters: ['default', '<rootDir>/tests/runner/count-refused.js'],
  // A test mostly waits for its stack and its browser, which are processes of their own.
  maxWorkers: availableParallelism() + 1,
  projects: [
    { ...common, testMatch: PURE.map((folder) => `<rootDir>/tests/${folder}/**/*.test.ts`) },
    {
      ...common,
      globalSetup: '<rootDir>/tests/package-app.js',
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: PURE.map((folder) => `<rootDir>/tests/${folder}/`),
    },
  ],
};
