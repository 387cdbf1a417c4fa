import { app } from '@azure/functions';
import { portalBelow } from '../shared/portal/functions-handler.ts';

/** The user's screens: linking and its callback, unlinking (PRODUCT B, D1). */
app.http('link-mailbox', portalBelow('settings/{*path}'));
