import type { ActivityLog } from '../audit/activity.ts';
import type { CardSource } from '../cards/card-source.ts';
import type { Clock } from '../clock.ts';
import type { Mailbox } from '../contacts/mailbox.ts';
import type { TokenProvider } from '../identity/token-provider.ts';
import type { Instant, SecretName } from '../ids.ts';
import type { LinkStore } from '../links/link-store.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { Queues } from '../queues.ts';
import type { SecretVault } from '../secrets.ts';
import type { EventLog } from '../telemetry/log.ts';
import type { Limits } from './run-limits.ts';

/** The ports that the sync engine needs: clock, stores, vault, queues, logs, and the two services that it connects. */
export interface SyncDependencies {
  readonly clock: Clock;
  readonly links: LinkStore;
  readonly organizations: OrganizationStore;
  readonly vault: SecretVault;
  readonly tokens: TokenProvider;
  readonly queues: Queues;
  readonly activity: ActivityLog;
  readonly log: EventLog;
  /** The cards that a key opens. The implementation reads the key from the vault once and keeps it in memory. */
  readonly cardsOf: (key: SecretName) => Promise<CardSource>;
  readonly mailboxOf: (accessToken: () => Promise<string>) => Mailbox;
  readonly limits: Limits;
  /** When the database was last put back to an earlier state; `null` when it never was. */
  readonly restoredAt: Instant | null;
  /** `true` when the platform is about to end this instance: the run then leaves its remaining work to another one. */
  readonly isShuttingDown: () => boolean;
}
