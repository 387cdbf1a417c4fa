import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { DAY, loadOf } from './scale-model.ts';
import { renderScalePage } from './scale-page.ts';

describe('LOCAL the page of scale', () => {
  test('docs/scale.md says what the model says of the last bench; if not, run npm run docs:scale', () => {
    const page = readFileSync('docs/scale.md', 'utf8');
    expect(page).toBe(renderScalePage(page));
  });

  test('the model counts as many looks as the timer asks for', () => {
    expect(loadOf(1800).looksPerSecond).toBeCloseTo((1800 * DAY.looks) / 86_400);
  });
});
