import { build, type Metafile } from 'esbuild';

/**
 * Makes one file of the app. What it imports only when it needs it stays asleep in there until then.
 *
 * @returns what went in, and which file asked for it
 */
export async function bundle(outfile: string, entry = 'functions/main.ts'): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    sourcemap: true,
    // The worker provides it.
    external: ['@azure/functions-core'],
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
