import type { Capability } from '../../capability.ts';
import type { Words } from '../../i18n/words.ts';
import type { TenantId } from '../../ids.ts';
import type { Services } from '../../services.ts';
import type { AppRegistration } from '../components/explanation.ts';

/** A capability's app registration in a tenant, for explanations and messages; `undefined` when it is not set up. */
export function appRegistrationOf(
  services: Services,
  words: Words,
  capability: Capability,
  tenantId: TenantId | undefined,
): AppRegistration | undefined {
  const app = services.apps[capability];
  if (app === undefined) return undefined;
  const redirectUri = services.connecting.consentCallbackUri;
  return {
    app: `${words.product} (${words.organization.capability[capability]})`,
    clientId: app.clientId,
    tenantId,
    egressIps: services.settings.EGRESS_IPS,
    consentUrl: tenantId === undefined ? undefined : app.signIn.adminConsentUrl({ tenantId, redirectUri }),
  };
}

/** The portal's own registration, where people sign in with Microsoft Entra ID; its consent is given at the sign-in. */
export function portalRegistrationOf({ settings }: Services, words: Words): AppRegistration | undefined {
  if (settings.PORTAL_SIGN_IN !== 'entra') return undefined;
  return {
    app: words.product,
    clientId: settings.PORTAL_APP_CLIENT_ID,
    tenantId: settings.PORTAL_TENANT_ID,
    egressIps: settings.EGRESS_IPS,
    consentUrl: `${settings.PORTAL_BASE_URL}/sign-in`,
  };
}
