import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { secretClient } from '../../shared/storage/key-vault.ts';
import { putPortalSecrets } from './portal-secrets.ts';

// azd runs this after it has made the resources. The client secret comes on standard input, so that no list of processes
// and no shell history shows it.
const { values } = parseArgs({
  options: { 'client-secret': { type: 'boolean', default: false }, 'dry-run': { type: 'boolean', default: false } },
});
const url = process.env['KEY_VAULT_URL'] ?? '';
const clientSecret = values['client-secret'] ? (await text(process.stdin)).trim() : undefined;

if (url === '' || clientSecret === '') {
  process.stderr.write(
    'Usage: KEY_VAULT_URL=https://… node infra/scripts/vault-secrets.ts [--dry-run] [--client-secret < file]\n',
  );
  process.exit(2);
}
await putPortalSecrets({
  vault: await secretClient(url),
  clientSecret,
  dryRun: values['dry-run'],
  say: (line) => process.stdout.write(`${line}\n`),
  pause: () => sleep(10_000),
});
