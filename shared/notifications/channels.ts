import type { OrganizationId } from '../ids.ts';
import type { AdministratorMessageKind } from '../organizations/organization-notifications.ts';

/** What became of a notice on its way. */
export type Delivery =
  | { readonly kind: 'sent' }
  /** It certainly did not arrive, and may at another time. */
  | { readonly kind: 'later'; readonly code: string }
  /** It was refused, or nobody knows: not to be tried again today. */
  | { readonly kind: 'failed'; readonly code: string };

export interface Mail {
  /** One address, already checked. */
  readonly to: string;
  /** Without anything personal: subjects show on locked phones. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Sends mail. Never throws. */
export interface Notifier {
  send(mail: Mail): Promise<Delivery>;
}

/** What an organization's own program is told. Counts only, nothing about a person. */
export interface WebhookEvent {
  readonly kind: AdministratorMessageKind;
  readonly at: Date;
  readonly organizationId: OrganizationId;
  /** Users that it is about. */
  readonly count: number;
  /** The screen on which an administrator sees more. */
  readonly url: string;
}

/** Tells an organization's own program, signed with the secret that it was given. Never throws. */
export interface Webhook {
  post(url: string, secret: string, event: WebhookEvent): Promise<Delivery>;
}
