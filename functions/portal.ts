import { app } from '@azure/functions';
import { portalBelow } from '../shared/portal/functions-handler.ts';

/**
 * Home, sign-in, sessions, health, assets, and every address that does not exist. The host tries routes in the order of
 * the functions' names (azure-functions-host issue 9876): this name has to sort behind those of the narrower ones.
 */
app.http('portal', portalBelow('{*path}'));
