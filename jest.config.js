import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  // A VM context for each file costs more than most files' tests: files of one worker share its process.
  runner: 'jest-light-runner',
  setupFiles: ['<rootDir>/tests/runner/setup.js'],
  testSequencer: '<rootDir>/tests/runner/sequencer.js',
  globalSetup: '<rootDir>/tests/package-app.js',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: {},
  // A test mostly waits for its stack and its browser, which are processes of their own.
  maxWorkers: availableParallelism() + 1,
};
