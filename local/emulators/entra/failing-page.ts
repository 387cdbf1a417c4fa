import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { failureParameters, readClient } from './client-request.ts';
import type { Directory } from './directory.ts';
import { type AadstsCode, EntraError } from './failures.ts';

/**
 * Sends the person back to the app with a failure that was asked for. Real pages show most failures themselves; which of
 * them reach the app is not documented, so any may.
 */
export function failingPage(
  directory: Directory,
  next: () => AadstsCode | undefined,
): MiddlewareHandler<{ Bindings: HttpBindings; Variables: { charge: number } }> {
  return async (c, goOn) => {
    const failure = next();
    if (failure === undefined) return goOn();
    return readClient(c, directory).answer(failureParameters(new EntraError(failure, 'Asked for by a test.')));
  };
}
