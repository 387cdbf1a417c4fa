import { readFileSync, writeFileSync } from 'node:fs';
import { renderScalePage } from './scale-page.ts';

const page = 'docs/scale.md';
writeFileSync(page, renderScalePage(readFileSync(page, 'utf8')));
