import { fallbackRoute } from './portal-route.ts';

// The host tries routes in the order of the functions' names (azure-functions-host issue 9876): this one must be the last.
fallbackRoute('z-not-found');
