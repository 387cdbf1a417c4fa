import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import type { Metafile } from 'esbuild';
import { bundle } from './bundle.ts';
import { versionOfCheckout } from './version-of-checkout.ts';

/**
 * Puts into a folder what is deployed: the bundled app, the host's settings, and a package.json that names the entry point
 * and no dependency. What was in the folder goes.
 */
export async function packageApp(folder: string): Promise<Metafile[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await copyFile('host.json', `${folder}/host.json`);
  await writeFile(`${folder}/package.json`, `${JSON.stringify({ private: true, main: 'main.cjs' })}\n`);
  return bundle(folder, 'functions/main.ts', await versionOfCheckout());
}
