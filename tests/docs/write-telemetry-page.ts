import { readFileSync, writeFileSync } from 'node:fs';
import { renderTelemetryPage } from './telemetry-page.ts';

const page = 'docs/telemetry.md';
writeFileSync(page, renderTelemetryPage(readFileSync(page, 'utf8')));
