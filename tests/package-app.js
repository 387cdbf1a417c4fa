import { writeFile } from 'node:fs/promises';
import { packageApp } from '../infra/scripts/package-app.ts';

/** Before any test: packages the app as it is deployed, for the tests that run it and those that look into it. */
export default async function () {
  const metafiles = await packageApp('dist/tested');
  await writeFile('dist/tested.json', JSON.stringify(metafiles));
}
