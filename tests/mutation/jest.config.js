import ordinary from '../../jest.config.js';

/** The tests of what decides: they need no emulator, so a mutant is judged in moments. */
export default {
  ...ordinary,
  rootDir: '../..',
  testMatch: ['<rootDir>/tests/unit/**/*.test.ts'],
  testPathIgnorePatterns: ['/attempt', '/schedule', '/sealed-cookie', '/settings', '/settle-failure'],
};
