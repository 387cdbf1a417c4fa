import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The version of package.json with the commit as build metadata (semver.org, 10); `dirty` when files were changed since. */
export async function versionOfCheckout(): Promise<string> {
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  const commit = await promisify(execFile)('git', [
    'describe',
    '--always',
    '--abbrev=12',
    '--exclude=*',
    '--dirty',
  ]).then(
    ({ stdout }) => stdout.trim().replace('-', '.'),
    // An archive has no history.
    () => 'unknown',
  );
  return `${version}+${commit}`;
}
