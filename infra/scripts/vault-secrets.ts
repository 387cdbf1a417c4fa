import { execFile } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { AzureCliCredential, AzureDeveloperCliCredential, ChainedTokenCredential } from '@azure/identity';
import { putPortalSecrets } from './portal-secrets.ts';
import { vaultClient } from './vault-client.ts';
import { refreshVaultReferences } from './vault-references.ts';

// azd runs this after it has made the resources. The client secret comes on standard input, so that no list of processes
// and no shell history shows it.
const { values } = parseArgs({
  options: { 'client-secret': { type: 'boolean', default: false }, 'dry-run': { type: 'boolean', default: false } },
});
const url = await outputOf('KEY_VAULT_URL');
const appId = await outputOf('FUNCTION_APP_ID');
const tenantId = await outputOf('AZURE_TENANT_ID');
const portal = await outputOf('PORTAL_SIGN_IN');
const clientSecret = values['client-secret'] ? (await text(process.stdin)).trim() : undefined;

if (url === '' || clientSecret === '') {
  process.stderr.write(
    'Usage: npm run vault-secrets -- [--dry-run] [--client-secret < file], after azd provision or with KEY_VAULT_URL and FUNCTION_APP_ID set\n',
  );
  process.exit(2);
}
// The account that azd deployed with has the role, and another may be signed in to az. Where there is no azd, az is asked.
const inTenant = tenantId === '' ? {} : { tenantId };
const credential = new ChainedTokenCredential(
  new AzureDeveloperCliCredential(inTenant),
  new AzureCliCredential(inTenant),
);
const say = (line: string) => process.stdout.write(`${line}\n`);
const reached = await putPortalSecrets({
  vault: vaultClient(url, credential),
  needsClientSecret: portal === 'openid',
  clientSecret,
  dryRun: values['dry-run'],
  say,
  pause: () => sleep(10_000),
  async refresh() {
    try {
      if (appId === '') throw new Error('FUNCTION_APP_ID is not set.');
      await refreshVaultReferences({ appId, credential });
      say('The app fetches them.');
    } catch (failure) {
      // What was written stays, so this is no reason to end a deployment.
      say(
        `The app has not fetched them and may not for a day (${failure instanceof Error ? failure.message : failure})`,
      );
      say('docs/deploying.md says how to have it fetch them.');
    }
  },
});
// As a part of azd up this is no reason not to deploy; whoever brings a secret must know that it was not taken.
if (!reached && clientSecret !== undefined) process.exitCode = 1;

/** An output of the templates: azd hands them to its hooks, and knows them afterwards. */
async function outputOf(name: string): Promise<string> {
  const given = process.env[name];
  if (given !== undefined) return given;
  return promisify(execFile)('azd', ['env', 'get-value', name]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
}
