import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { renderRoutesPage } from './routes-page.ts';

describe('LOCAL the table of routes', () => {
  test('docs/architecture.md says what the routes of the portal say; if not, run npm run docs:routes', () => {
    const page = readFileSync('docs/architecture.md', 'utf8');
    expect(page).toBe(renderRoutesPage(page));
  });
});
