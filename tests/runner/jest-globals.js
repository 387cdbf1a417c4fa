/** What `@jest/globals` exports, taken from the runner, which runs a file without a module registry of jest's own. */
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } = globalThis;
