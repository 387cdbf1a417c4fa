import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/tests/package-app.js',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } }],
  },
  // Two at least: a test mostly waits for the stack and the browser, which are processes of their own.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // For a machine that is busy with other things as well; no test waits for real time to pass.
  testTimeout: 120_000,
};
