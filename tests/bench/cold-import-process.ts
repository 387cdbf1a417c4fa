import { loadApp } from '../../local/functions-host/app.ts';

// One import of one bundled app in a fresh process.

const [bundle = ''] = process.argv.slice(2);
const started = performance.now();
await loadApp(
  () => import(bundle),
  () => undefined,
);
process.send?.(performance.now() - started, () => process.exit());
