import { app } from '@azure/functions';
import { portalBelow } from '../shared/portal/functions-handler.ts';

/**
 * HTTP routes for the home page, sign-in, sessions, health and assets, and the fallback for unknown addresses. The
 * functions host matches routes in the order of the function names (azure-functions-host issue 9876), so this name has
 * to sort after those of the functions with narrower routes.
 */
app.http('portal', portalBelow('{*path}'));
