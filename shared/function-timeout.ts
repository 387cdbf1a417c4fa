import { MINUTE } from './clock.ts';

/**
 * How long a function that began before something ended may still be alive, in milliseconds: `functionTimeout` of
 * host.json. What must come after everything else waits for so long.
 */
export const FUNCTION_TIMEOUT = 10 * MINUTE;
