import type { Activity } from '../../audit/activity.ts';
import type { LedgerRow, Link } from '../../links/link.ts';
import type { LinkStatus } from '../../links/link-status.ts';
import type { FlashMessage } from '../components/flash-message.ts';
import type { PageContext } from '../components/page-context.ts';

/** The data of the user's screen. */
export interface UserView extends PageContext {
  readonly administrator: boolean;
  /** Whether there is a button for other accounts, since 「連携」 links that of the portal without asking which. */
  readonly offersOtherAccounts: boolean;
  readonly status: LinkStatus;
  /** URL template of a card's page, with `{id}`; empty when the organization has none. */
  readonly cardUrlTemplate: string;
  /** `undefined` for a person without stored data. */
  readonly link: Link | undefined;
  /** Parked cards; one more than the maximum when there are more. */
  readonly parked: readonly LedgerRow[];
  /** Cards that were not written in full; one more than the maximum when there are more. */
  readonly incomplete: readonly LedgerRow[];
  readonly activity: readonly Activity[];
  /** Whether the service is configured to send mail. */
  readonly mailIsSetUp: boolean;
  /** Whether an administrator has supplied a key since the person signed in, which the next sign-in hands over. */
  readonly keyWaits?: boolean;
  readonly keyError?: string | undefined;
  readonly flash?: FlashMessage | undefined;
  /** Flash message to show instead once the action is finished. */
  readonly flashAfter?: string | undefined;
}
