import { app } from '@azure/functions';
import { portalBelow } from '../shared/portal/functions-handler.ts';

/** The consent of the Microsoft 365 administrator: callbacks, proof, one-time link (PRODUCT A3). */
app.http('admin-consent', portalBelow('consent/{*path}'));
