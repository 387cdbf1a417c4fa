import type { OrganizationId } from '../ids.ts';
import type { AdministratorMessageKind } from '../organizations/organization-notifications.ts';

/** The result of sending a notice. */
export type Delivery =
  | { readonly kind: 'sent' }
  /** It certainly did not arrive; a later try may succeed. */
  | { readonly kind: 'later'; readonly code: string }
  /** It was refused, or it is unknown whether it arrived: not tried again on this day. */
  | { readonly kind: 'failed'; readonly code: string };

export interface Mail {
  /** One address, already checked. */
  readonly to: string;
  /** Contains no personal data, since locked phones show subjects. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Sends mail. Never throws. */
export interface Notifier {
  send(mail: Mail): Promise<Delivery>;
}

/** A notifier that can be tried without a mail: fails with the adapter's own error when its service refuses us. */
export interface ReachableNotifier extends Notifier {
  reach(): Promise<void>;
}

/** The content of a webhook call to an organization's own program. Counts only, no personal data. */
export interface WebhookEvent {
  readonly kind: AdministratorMessageKind;
  readonly at: Date;
  readonly organizationId: OrganizationId;
  /** Number of users concerned. */
  readonly count: number;
  /** The screen on which an administrator sees more. */
  readonly url: string;
}

/** Calls an organization's own program; the call is signed with the secret that the organization got. Never throws. */
export interface Webhook {
  post(url: string, secret: string, event: WebhookEvent): Promise<Delivery>;
}
