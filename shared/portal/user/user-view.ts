import type { Activity } from '../../audit/activity.ts';
import type { Words } from '../../i18n/words.ts';
import type { Language } from '../../language.ts';
import type { LedgerRow, Link } from '../../links/link.ts';
import type { LinkStatus } from '../../links/link-status.ts';
import type { FlashMessage } from '../components/flash-message.ts';

/** Everything that the user's screen is made of. */
export interface UserView {
  readonly language: Language;
  readonly words: Words;
  readonly csrfToken: string;
  readonly administrator: boolean;
  readonly now: Date;
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
