import * as z from 'zod';
import { type ActivityLog, recordActivity } from '../audit/activity.ts';
import type { Clock } from '../clock.ts';
import { emailAddressesIn } from '../email-address.ts';
import type { Session } from '../identity/session.ts';
import type { LinkKey } from '../ids.ts';
import type { Language } from '../language.ts';
import type { LinkStore } from '../links/link-store.ts';
import type { Change } from '../optimistic-concurrency.ts';
import { shownAs } from '../organizations/change-settings.ts';
import type { Organization } from '../organizations/organization.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import { bareUrl, plainText } from '../plain-text.ts';
import type { Queues } from '../queues.ts';
import { forget, freshSecretName, type SecretVault } from '../secrets.ts';
import { readWebhookAddress } from './webhook-address.ts';
import { newWebhookSecret } from './webhook-signature.ts';

/** Switches a user's notices on or off (PRODUCT E3). Does nothing when nothing is stored about the user. */
export async function switchNotifications(links: Pick<LinkStore, 'change'>, key: LinkKey, off: boolean): Promise<void> {
  await links.change(key, (link) =>
    link === undefined || link.notices.off === off ? undefined : { ...link, notices: { ...link.notices, off } },
  );
}

export interface NotificationSettingsDependencies {
  readonly clock: Clock;
  readonly organizations: OrganizationStore;
  readonly vault: SecretVault;
  readonly queues: Pick<Queues, 'cleanUp'>;
  readonly activity: ActivityLog;
  /** See `readWebhookAddress`. */
  readonly webhookOnThisMachine: string | undefined;
}

/** The form as an administrator sent it. If both fields are empty, no notices are sent to administrators. */
export interface TypedNotifications {
  /** Addresses, separated by commas. */
  readonly to: string;
  readonly webhook: string;
  /** What the page showed, by `shownAs`. */
  readonly seen: string;
}

/** The result. `secret` is the secret of a new webhook, to be shown only now; otherwise `undefined`. */
export type Chosen =
  | { readonly kind: 'kept'; readonly secret: string | undefined }
  /** Somebody else has saved since the page was shown. */
  | { readonly kind: 'overtaken' }
  | ({ readonly kind: 'invalid' } & WrongParts);

/** What is wrong in the form; at least one is not `undefined`. */
export interface WrongParts {
  /** The first text that is not an address, or that there are more than `MAX_ADDRESSES`. */
  readonly to: { readonly notAnAddress: string } | 'too-many' | undefined;
  readonly webhook: 'not-public' | undefined;
}

/** Most addresses of one organization; larger groups can use a mailing list. */
export const MAX_ADDRESSES = 5;
const addressSchema = z.email().max(254);

/** Stores an organization's addresses and webhook for notices (PRODUCT E3). A new webhook gets a new secret. */
export async function chooseNotifications(
  deps: NotificationSettingsDependencies,
  session: Session,
  language: Language,
  typed: TypedNotifications,
): Promise<Chosen> {
  const parts = plainText(typed.to)
    .split(/[,;、\n]+/)
    .filter((part) => part.trim() !== '');
  const to = [...new Set(parts.flatMap((part) => emailAddressesIn(part).addresses))];
  const notAnAddress = parts.find((part) => !emailAddressesIn(part).complete);
  const url = bareUrl(typed.webhook);
  const isPublic = url === '' || readWebhookAddress(url, deps.webhookOnThisMachine) !== undefined;
  const wrong: WrongParts = {
    to: notAnAddress === undefined ? wrongAddresses(to) : { notAnAddress: notAnAddress.trim() },
    webhook: isPublic ? undefined : 'not-public',
  };
  if (wrong.to !== undefined || wrong.webhook !== undefined) return { kind: 'invalid', ...wrong };

  const { organizationId, name } = session.person;
  const former = (await deps.organizations.read(organizationId))?.organization.notices.webhook ?? null;
  const isNew = url !== '' && url !== former?.url;
  const secret = isNew ? newWebhookSecret() : undefined;
  const owner = { organizationId, userId: null };
  const secretName = freshSecretName('webhook', organizationId, 'organization');
  if (secret !== undefined) await deps.vault.write(secretName, secret);

  let changed: Change<Organization> | undefined;
  try {
    changed = await deps.organizations.change(organizationId, (organization) => {
      if (organization === undefined || shownNotifications(organization) !== typed.seen) return undefined;
      const webhook = url === '' ? null : isNew ? { url, secret: secretName } : organization.notices.webhook;
      // The result of the last notice does not apply to the new addresses and webhook.
      return { ...organization, notices: { ...organization.notices, to, language, webhook, last: null } };
    });
  } catch (failure) {
    // The write may have succeeded although its answer failed: do not erase a secret that is in use.
    const kept = (await deps.organizations.read(organizationId))?.organization.notices.webhook;
    if (secret !== undefined && kept?.secret !== secretName) await forget(deps, owner, [secretName]);
    throw failure;
  }
  if (changed === undefined) {
    if (secret !== undefined) await forget(deps, owner, [secretName]);
    return { kind: 'overtaken' };
  }
  const dropped = changed.before?.notices.webhook?.secret;
  if (dropped !== undefined && dropped !== changed.after.notices.webhook?.secret) await forget(deps, owner, [dropped]);
  await recordActivity(deps, { organizationId }, 'notices-chosen', { actor: name });
  return { kind: 'kept', secret };
}

/** A value that changes with the addresses and the webhook, to notice that an open form is outdated. */
export function shownNotifications({ notices: { to, webhook } }: Organization): string {
  return shownAs([to, webhook?.url ?? null]);
}

function wrongAddresses(to: readonly string[]): WrongParts['to'] {
  const notAnAddress = to.find((address) => !addressSchema.safeParse(address).success);
  if (notAnAddress !== undefined) return { notAnAddress };
  return to.length > MAX_ADDRESSES ? 'too-many' : undefined;
}
