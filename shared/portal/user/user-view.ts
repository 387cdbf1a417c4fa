import type { Activity } from '../../audit/activity.ts';
import type { LedgerRow, Link } from '../../links/link.ts';
import type { LinkStatus } from '../../links/link-status.ts';
import type { FlashMessage } from '../components/flash-message.ts';
import type { PageContext } from '../components/page-context.ts';

/** Everything that the user's screen is made of. */
export interface UserView extends PageContext {
  readonly administrator: boolean;
  readonly status: LinkStatus;
  /** The address of a card's page, with `{id}`; empty when the organization has none. */
  readonly cardUrlTemplate: string;
  /** `undefined` for somebody whom we see for the first time. */
  readonly link: Link | undefined;
  /** Cards that Outlook refused; one more than is shown when there are more. */
  readonly parked: readonly LedgerRow[];
  readonly activity: readonly Activity[];
  /** Whether the service can send mail at all. */
  readonly mailIsSetUp: boolean;
  readonly keyError?: string | undefined;
  readonly flash?: FlashMessage | undefined;
  /** What takes the notice's place when that is done. */
  readonly flashAfter?: string | undefined;
}
