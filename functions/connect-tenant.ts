import { app } from '@azure/functions';
import { portalBelow } from '../shared/portal/functions-handler.ts';

/** HTTP routes of the administrator's screens: connecting a tenant and managing the organization (PRODUCT A, E1). */
app.http('connect-tenant', portalBelow('organization/{*path}'));
