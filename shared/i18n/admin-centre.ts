/** A page of Microsoft's admin centres that a step of an explanation links to. */
export type AdminCentrePage =
  | 'consent'
  | 'portal-sign-in'
  | 'app'
  | 'permissions'
  | 'sign-in-log'
  | 'conditional-access'
  | 'tenant'
  | 'licenses';

/** Data that a link needs to open the right tenant and app. */
export interface AppInTenant {
  readonly clientId: string;
  /** `undefined` until an administrator has entered one. */
  readonly tenantId: string | undefined;
  /** Microsoft's consent page for this app and tenant; of the portal's own app, its sign-in. */
  readonly consentUrl: string | undefined;
}

const BLADES = {
  app: (clientId: string) => `Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/appId/${clientId}`,
  permissions: (clientId: string) => `Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Permissions/appId/${clientId}`,
  'sign-in-log': () => 'Microsoft_AAD_IAM/SignInsMenuBlade/~/SignIns',
  'conditional-access': () => 'Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies',
  tenant: () => 'Microsoft_AAD_IAM/TenantOverview.ReactView',
} as const;

/**
 * URL of an admin centre page. Microsoft does not document these URLs; they are in common use, and identify the app by
 * its client id only. Because a URL may stop working, every step also names the menus.
 */
export function adminCentreUrl(page: AdminCentrePage, { clientId, tenantId, consentUrl }: AppInTenant): string {
  if (page === 'licenses') return 'https://admin.microsoft.com/#/users';
  if (page === 'consent' || page === 'portal-sign-in')
    return consentUrl ?? adminCentreUrl('permissions', { clientId, tenantId, consentUrl });
  const directory = tenantId === undefined ? '' : `${tenantId}/`;
  return `https://entra.microsoft.com/${directory}#view/${BLADES[page](clientId)}`;
}
