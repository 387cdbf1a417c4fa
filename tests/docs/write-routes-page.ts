import { readFileSync, writeFileSync } from 'node:fs';
import { renderRoutesPage } from './routes-page.ts';

const page = 'docs/architecture.md';
writeFileSync(page, renderRoutesPage(readFileSync(page, 'utf8')));
