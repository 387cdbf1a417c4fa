import { globSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

/** A test is cited as `technique/room/name`. */
const FOLDERS = ['.ci', 'docs', 'functions', 'infra', 'local', 'shared', 'tests', ...readdirSync('tests')];
const PAGES = globSync(['docs/**/*.md', '*.md']).toSorted();

/** What looks like a source file, or stands in backticks and looks like files or a folder of the repository. */
function citedIn(page: string): string[] {
  const words = [...readFileSync(page, 'utf8').matchAll(/`([\w.*{},/-]+)`|([\w./-]*\w\.ts)\b/g)];
  return words
    .map(([, quoted, source]) => quoted ?? source ?? '')
    .filter((text) => /\w\.ts$/.test(text) || FOLDERS.some((folder) => text.startsWith(`${folder}/`)));
}

function isThere(cited: string): boolean {
  const sources = `{functions,infra,local,shared,tests}/**/${cited}`;
  const places = [cited, `tests/${cited}.test.ts`, ...(cited.endsWith('.ts') ? [sources] : [])];
  return globSync(places).length > 0;
}

describe('LOCAL the files that pages cite', () => {
  test.each(PAGES)('%s cites only files that are there', (page) => {
    expect(citedIn(page).filter((cited) => !isThere(cited))).toEqual([]);
  });

  test.each([
    ['docs/security.md', 12],
    ['docs/security-requirements.md', 100],
  ])('%s is read whole', (page, least) => {
    expect(citedIn(page).length).toBeGreaterThan(least);
  });
});
