import { type Clock, DAY } from '../clock.ts';
import type { SecretName, TenantId } from '../ids.ts';
import type { SecretVault } from '../secrets.ts';
import type { MailboxSignIn } from './mailbox-sign-in.ts';

/** How old a stored token may grow before the newer one replaces it. A used refresh token stays valid for 90 days idle. */
const TOKEN_WRITE_INTERVAL = 7 * DAY;

/** Access tokens for linked mailboxes. Fails with `TokenFailure`. */
export interface TokenProvider {
  accessToken(tokens: SecretName, tenantId: TenantId): Promise<string>;
}

/**
 * Reads the stored tokens and has them refreshed. Called only when there is something to ask the mailbox, and writes
 * back at most weekly: the vault keeps every version, and a crash in between costs nothing.
 */
export function tokenProvider(vault: SecretVault, signIn: Pick<MailboxSignIn, 'refresh'>, clock: Clock): TokenProvider {
  return {
    async accessToken(tokens, tenantId) {
      const stored = await vault.read(tokens);
      const fresh = await signIn.refresh(tenantId, stored?.value ?? '');
      if (stored !== undefined && clock.now().getTime() - stored.writtenAt.getTime() > TOKEN_WRITE_INTERVAL) {
        // Whoever unlinks may have erased them meanwhile, and they are not to come back.
        if ((await vault.read(tokens)) !== undefined) await vault.write(tokens, fresh.cache);
      }
      return fresh.accessToken;
    },
  };
}
