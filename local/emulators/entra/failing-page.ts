import type { MiddlewareHandler } from 'hono';
import type { EmulatorBindings } from '../emulator.ts';
import { failureParameters, readClient } from './client-request.ts';
import type { Directory } from './directory.ts';
import { type AadstsCode, EntraError } from './failures.ts';

/**
 * Redirects to the app with a planned failure. Entra shows most failures on its own pages; it is not documented which
 * ones reach the app, so all are allowed here.
 */
export function failingPage(
  directory: Directory,
  next: () => AadstsCode | undefined,
): MiddlewareHandler<{ Bindings: EmulatorBindings; Variables: { charge: number } }> {
  return async (c, goOn) => {
    const failure = next();
    if (failure === undefined) return goOn();
    return readClient(c, directory).answer(failureParameters(new EntraError(failure, 'Asked for by a test.')));
  };
}
