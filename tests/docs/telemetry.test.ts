import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { renderTelemetryPage } from './telemetry-page.ts';

describe('LOCAL the page of telemetry', () => {
  test('docs/telemetry.md says what the list of events says; if not, run npm run docs:telemetry', () => {
    const page = readFileSync('docs/telemetry.md', 'utf8');
    expect(page).toBe(renderTelemetryPage(page));
  });
});
