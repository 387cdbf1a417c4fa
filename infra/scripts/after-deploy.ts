import { setTimeout as sleep } from 'node:timers/promises';
import { untilReady } from './until-ready.ts';

// azd runs this after it has deployed the app, and hands the outputs of the templates over.
const portal = process.env['PORTAL_BASE_URL'] ?? '';
if (portal === '') {
  process.stderr.write('Usage: npm run after-deploy, as a hook of azd, or with PORTAL_BASE_URL set\n');
  process.exit(2);
}
const say = (line: string) => process.stdout.write(`${line}\n`);
await untilReady({ portal, say, pause: () => sleep(10_000) });
