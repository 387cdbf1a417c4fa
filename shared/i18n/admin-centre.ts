/** A page of Microsoft's admin centres to which a step of an explanation leads. */
export type AdminCentrePage =
  | 'consent'
  | 'app'
  | 'permissions'
  | 'sign-in-log'
  | 'conditional-access'
  | 'tenant'
  | 'licences';

/** What a link has to know to lead to the very tenant and app. */
export interface AppInTenant {
  readonly clientId: string;
  /** `undefined` while nobody has entered one. */
  readonly tenantId: string | undefined;
  /** Microsoft's consent page for this app and tenant. */
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
 * The address of that page. Microsoft documents none of the admin centre's addresses; these are in use, with the app by
 * its client id alone. So every step also names the menus, and a link that has changed is no dead end.
 */
export function adminCentreUrl(page: AdminCentrePage, { clientId, tenantId, consentUrl }: AppInTenant): string {
  if (page === 'licences') return 'https://admin.microsoft.com/#/users';
  if (page === 'consent') return consentUrl ?? adminCentreUrl('permissions', { clientId, tenantId, consentUrl });
  const directory = tenantId === undefined ? '' : `${tenantId}/`;
  return `https://entra.microsoft.com/${directory}#view/${BLADES[page](clientId)}`;
}
