import { PORTAL_TENANT } from './sample-data/world.ts';

export const CONTACTS_APP = 'c0a7ac75-0000-4000-8000-000000000001';
export const MAIL_APP = 'c0a7ac75-0000-4000-8000-000000000002';
export const PORTAL_APP = 'c0a7ac75-0000-4000-8000-000000000003';
export const CLIENT_SECRET = 'local-secret';

/** The managed identity of the deployment, which the portal's registration trusts. */
export const IDENTITY = {
  tenantId: PORTAL_TENANT.id,
  clientId: 'c0a7ac75-0000-4000-8000-0000000000a1',
  principalId: 'c0a7ac75-0000-4000-8000-0000000000a2',
};

/** The app registrations that a deployment makes, for an app that is served at this origin. */
export function appRegistrations(appOrigin: string) {
  const addresses = (...paths: readonly string[]) => paths.map((path) => appOrigin + path);
  return [
    {
      clientId: CONTACTS_APP,
      name: 'meishi-sync (contacts)',
      secret: CLIENT_SECRET,
      redirectUris: addresses('/consent/callback', '/consent/proof', '/settings/microsoft-365/linked'),
      scopes: ['https://graph.microsoft.com/Contacts.ReadWrite'],
      optionalClaims: ['acct', 'login_hint'],
    },
    {
      clientId: MAIL_APP,
      name: 'meishi-sync (mail)',
      secret: CLIENT_SECRET,
      redirectUris: addresses('/consent/callback', '/consent/proof'),
      scopes: ['https://graph.microsoft.com/Mail.Read'],
    },
    {
      clientId: PORTAL_APP,
      name: 'meishi-sync',
      tenantId: PORTAL_TENANT.id,
      trusts: IDENTITY.clientId,
      logoutUri: `${appOrigin}/sign-out/front-channel`,
      redirectUris: addresses('/sign-in/callback', '/'),
      scopes: [],
      optionalClaims: ['acct', 'email', 'login_hint', 'sid', 'upn', 'xms_edov'],
    },
  ];
}
