import type { Directory, EntraApp } from './directory.ts';
import { EntraError, failureAnswer } from './failures.ts';
import type { EntraContext } from './sign-in.ts';

/** The client of a request, and how to answer at its redirect URI. */
export interface ClientRequest {
  app: EntraApp;
  redirectUri: string;
  /** Redirects to the app with these parameters and its `state`. */
  answer(parameters: Record<string, string>): Response;
}

/**
 * Reads `client_id` and `redirect_uri` of a request from the browser. Its errors are shown on Entra's own page: a
 * redirect URI that does not match a registered one exactly gets no answer.
 * @throws EntraError 900144, 700016, 50011
 */
export function readClient(c: EntraContext, directory: Directory): ClientRequest {
  const { searchParams: query } = new URL(c.req.url);
  const app = directory.app(requiredParameter(query, 'client_id'));
  const redirectUri = requiredParameter(query, 'redirect_uri');
  if (!app.redirectUris.includes(redirectUri)) {
    throw new EntraError(50011, `The redirect URI '${redirectUri}', application '${app.clientId}'.`);
  }
  return {
    app,
    redirectUri,
    answer: (parameters) => {
      const target = new URL(redirectUri);
      for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
      const state = query.get('state');
      if (state !== null) target.searchParams.set('state', state);
      return c.redirect(target.href, 302);
    },
  };
}

/** @throws EntraError 900144 */
export function requiredParameter(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value === null || value === '') throw new EntraError(900144, `'${name}'.`);
  return value;
}

/** The parameters that report an error to the app. */
export function failureParameters(failure: EntraError): { error: string; error_description: string } {
  const { error, error_description } = failureAnswer(failure);
  return { error, error_description };
}
