import { app } from '@azure/functions';
import { portalBelow } from '../shared/portal/functions-handler.ts';

/**
 * HTTP routes of the Microsoft 365 administrator's consent: redirect URIs, proof sign-in and one-time links (PRODUCT
 * A3).
 */
app.http('admin-consent', portalBelow('consent/{*path}'));
