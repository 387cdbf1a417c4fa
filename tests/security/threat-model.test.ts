import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const CITED =
  /`((?:browser|contract|emulators|flows|infra|security|unit)(?:\/[\w-]+)+)`|`((?:functions|shared)\/[\w/-]+\.ts)`/g;

describe.each([
  ['docs/security.md', 12],
  ['docs/security-requirements.md', 100],
])('%s', (page, least) => {
  const cited = [...readFileSync(page, 'utf8').matchAll(CITED)].map(([, test, source]) =>
    test === undefined ? (source ?? '') : `tests/${test}.test.ts`,
  );

  test('cites only tests and files that are there', () => {
    expect(cited.length).toBeGreaterThan(least);
    expect(cited.filter((file) => !existsSync(file))).toEqual([]);
  });
});
