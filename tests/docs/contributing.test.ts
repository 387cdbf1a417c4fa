import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';

const guide = await readFile('CONTRIBUTING.md', 'utf8');
const { devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));

describe('LOCAL the guide for contributors', () => {
  test.each(Object.keys(devDependencies))('CONTRIBUTING says what %s is for', (name) => {
    expect(guide).toContain(`\`${name}\``);
  });
});
