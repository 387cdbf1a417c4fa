import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const page = readFileSync('docs/security.md', 'utf8');
const cited = [...page.matchAll(/`((?:browser|contract|emulators|flows|infra|security|unit)\/[\w-]+)`/g)].map(
  ([, file]) => file ?? '',
);

test('every test that the threat model cites is there', () => {
  expect(cited.length).toBeGreaterThan(30);
  expect(cited.filter((file) => !existsSync(`tests/${file}.test.ts`))).toEqual([]);
});
