import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  runner: 'jest-light-runner',
  setupFiles: ['<rootDir>/tests/runner/setup.js'],
  globalSetup: '<rootDir>/tests/package-app.js',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: {},
  // Two at least: a test mostly waits for the stack and the browser, which are processes of their own.
  maxWorkers: Math.max(2, availableParallelism() - 1),
};
