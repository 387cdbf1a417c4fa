import type { Clock } from '../clock.ts';
import type { LinkStore } from '../links/link-store.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { SecretVault } from '../secrets.ts';
import type { EventLog } from '../telemetry/log.ts';
import type { Notifier, Webhook } from './channels.ts';

/** What telling people touches outside itself. */
export interface NotificationDependencies {
  readonly clock: Clock;
  readonly links: LinkStore;
  readonly organizations: OrganizationStore;
  readonly vault: SecretVault;
  readonly log: EventLog;
  /** `undefined` where mail is not set up. */
  readonly notifier: Notifier | undefined;
  readonly webhook: Webhook;
  /** Where people reach the portal, without a path. */
  readonly portal: string;
}
