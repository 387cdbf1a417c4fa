import { app } from '@azure/functions';
import { portalBelow } from '../shared/portal/functions-handler.ts';

/** The administrator's screens: the tenant ID and all that follows (PRODUCT A, E1). */
app.http('connect-tenant', portalBelow('organization/{*path}'));
