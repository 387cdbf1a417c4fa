import { cp } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

const ORDINARY: BuildOptions & { metafile: true } = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  sourcemap: true,
  // Node.js reads UTF-8; escaped, the Japanese texts would be twice as long.
  charset: 'utf8',
  // The worker provides it.
  external: ['@azure/functions-core'],
  metafile: true,
  logLevel: 'warning',
};

/**
 * Bundles an app with its pictures: one file for everything that it needs at its start, and one for each package that it imports only when
 * it needs it. The clients of other services are most of the code; in the same file, every start would wait for all of
 * them to be read.
 *
 * @param version what the app says of itself
 * @returns what went into the files, and which file asked for it
 */
export async function bundle(folder: string, entry: string, version: string): Promise<Metafile[]> {
  const apart = new Set<string>();
  const app = await build({
    ...ORDINARY,
    entryPoints: { main: entry },
    outdir: folder,
    plugins: [packagesApart(apart)],
    define: { MEISHI_SYNC_VERSION: JSON.stringify(version), 'import.meta.dirname': '__dirname' },
  });
  const entryPoints = Object.fromEntries([...apart].map((name) => [nameOf(name), name]));
  await cp('shared/portal/help/pictures', `${folder}/pictures`, { recursive: true });
  const packages = await build({ ...ORDINARY, entryPoints, outdir: folder });
  return [app.metafile, packages.metafile];
}

/** Leaves packages that are imported dynamically to files of their own, and notes which they are. */
function packagesApart(found: Set<string>): Plugin {
  return {
    name: 'packages-apart',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^[^./]/ }, ({ kind, path, importer }) => {
        // What a package does with its own imports is its own matter.
        if (kind !== 'dynamic-import' || isBuiltin(path) || importer.includes('node_modules')) return undefined;
        found.add(path);
        return { path: `./${nameOf(path)}.cjs`, external: true };
      });
    },
  };
}

/** `@azure/cosmos` is `azure-cosmos`. */
function nameOf(path: string): string {
  return path.replace('@', '').replaceAll('/', '-');
}
