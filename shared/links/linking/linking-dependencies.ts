import type { ActivityLog } from '../../audit/activity.ts';
import type { Clock } from '../../clock.ts';
import type { Mailbox } from '../../contacts/mailbox.ts';
import type { AttemptStore } from '../../identity/attempt.ts';
import type { MailboxSignIn } from '../../identity/mailbox-sign-in.ts';
import type { OrganizationStore } from '../../organizations/organization-store.ts';
import type { Queues } from '../../queues.ts';
import type { SecretVault } from '../../secrets.ts';
import type { EventLog } from '../../telemetry/log.ts';
import type { LinkStore } from '../link-store.ts';

/** What linking touches outside itself. */
export interface LinkingDependencies {
  readonly clock: Clock;
  readonly organizations: OrganizationStore;
  readonly links: LinkStore;
  readonly attempts: AttemptStore;
  readonly vault: SecretVault;
  readonly signIn: MailboxSignIn;
  readonly mailboxOf: (accessToken: () => Promise<string>) => Mailbox;
  readonly linkCallbackUri: string;
  readonly queues: Queues;
  readonly activity: ActivityLog;
  readonly log: EventLog;
}
