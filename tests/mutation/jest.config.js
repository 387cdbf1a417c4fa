/**
 * The tests of what decides. They need no emulator, and as CommonJS a module can be loaded anew for each mutant without
 * keeping the former one in memory, which jest's own runner does.
 */
export default {
  testEnvironment: 'node',
  rootDir: '../..',
  testMatch: ['<rootDir>/tests/unit/**/*.test.ts'],
  testPathIgnorePatterns: ['/attempt', '/schedule', '/sealed-cookie', '/settings', '/shutdown', '/record-failure'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } },
    ],
  },
};
