import { ACCOUNT_ROUTES } from './account/routes.ts';
import { API_KEYS_ROUTES } from './administrator/api-keys/routes.ts';
import { AUDIT_ROUTES } from './administrator/audit/routes.ts';
import { CONNECTION_ROUTES } from './administrator/connection/routes.ts';
import { DEPLOYMENT_ROUTES } from './administrator/deployment/routes.ts';
import { ERASURE_ROUTES } from './administrator/erasure/routes.ts';
import { INVITATIONS_ROUTES } from './administrator/invitations/routes.ts';
import { SETTINGS_ROUTES } from './administrator/settings/routes.ts';
import { USERS_ROUTES } from './administrator/users/routes.ts';
import { ASSETS_ROUTES } from './assets/routes.ts';
import { CONSENT_ROUTES } from './consent/routes.ts';
import { HELP_ROUTES } from './help/routes.ts';
import type { Route } from './http/route.ts';
import { OPERATIONS_ROUTES } from './operations/routes.ts';
import { USER_ROUTES } from './user/routes.ts';

/** All routes of the portal. Any other path is answered with 404, any other method with 405 and `Allow`. */
export const ROUTES: readonly Route[] = [
  ...ACCOUNT_ROUTES,
  ...CONSENT_ROUTES,
  ...USER_ROUTES,
  ...CONNECTION_ROUTES,
  ...USERS_ROUTES,
  ...API_KEYS_ROUTES,
  ...INVITATIONS_ROUTES,
  ...SETTINGS_ROUTES,
  ...AUDIT_ROUTES,
  ...DEPLOYMENT_ROUTES,
  ...ERASURE_ROUTES,
  ...HELP_ROUTES,
  ...ASSETS_ROUTES,
  ...OPERATIONS_ROUTES,
];
