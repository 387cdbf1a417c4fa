import { type Clock, DAY } from '../clock.ts';
import type { SecretName, TenantId } from '../ids.ts';
import type { SecretVault } from '../secrets.ts';
import type { MailboxSignIn } from './mailbox-sign-in.ts';

/**
 * Age in milliseconds at which a stored token is replaced by a newer one. A refresh token stays valid for 90 days
 * without use.
 */
const TOKEN_WRITE_INTERVAL = 7 * DAY;

/** Access tokens for linked mailboxes. Fails with `TokenFailure`. */
export interface TokenProvider {
  accessToken(tokens: SecretName, tenantId: TenantId): Promise<string>;
}

/**
 * Reads the stored tokens and refreshes them. To be called only when the mailbox has to be asked for something. Writes
 * back at most weekly, since the vault keeps every version; a crash before the write loses nothing.
 */
export function tokenProvider(vault: SecretVault, signIn: Pick<MailboxSignIn, 'refresh'>, clock: Clock): TokenProvider {
  return {
    async accessToken(tokens, tenantId) {
      const stored = await vault.read(tokens);
      const fresh = await signIn.refresh(tenantId, stored?.value ?? '');
      if (stored !== undefined && clock.now().getTime() - stored.writtenAt.getTime() > TOKEN_WRITE_INTERVAL) {
        // An unlink may have erased the tokens in the meantime; they must not be restored.
        if ((await vault.read(tokens)) !== undefined) await vault.write(tokens, fresh.cache);
      }
      return fresh.accessToken;
    },
  };
}
