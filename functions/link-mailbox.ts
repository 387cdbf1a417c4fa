import { app } from '@azure/functions';
import { portalBelow } from '../shared/portal/functions-handler.ts';

/** HTTP routes of the user's screens: linking with its redirect URI, and unlinking (PRODUCT B, D1). */
app.http('link-mailbox', portalBelow('settings/{*path}'));
