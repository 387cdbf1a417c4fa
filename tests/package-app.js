import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { packageApp } from '../infra/scripts/package-app.ts';

/** Before any test: packages the app as it is deployed, for the tests that run it and those that look into it. */
export default async function () {
  const metafiles = await packageApp('dist/tested');
  await writeFile('dist/tested.json', JSON.stringify(metafiles));
  // Many tests start the whole stack, which is the same code each time.
  process.env.NODE_COMPILE_CACHE ??= resolve('dist/compiled');
}
