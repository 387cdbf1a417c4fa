import type { Limited } from '../../identity/rate-limit.ts';
import type { Session } from '../../identity/session.ts';
import type { Services } from '../../services.ts';
import type { RequestContext } from './request-context.ts';
import type { PortalResponse } from './response.ts';

/** A request as the screens read it. */
export interface PortalRequest {
  /** The whole address. */
  readonly url: string;
  readonly headers: Headers;
  readonly query: URLSearchParams;
  /** What stands in the address for the parameters of the route. */
  readonly params: Readonly<Record<string, string>>;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What a route gets: the request, taken apart, and everything it may call. */
export interface Call<Signed extends Session | undefined> extends RequestContext {
  readonly session: Signed;
  readonly services: Services;
  readonly request: PortalRequest;
  /** The fields of a POST whose origin and token were checked; empty for a GET. */
  readonly form: URLSearchParams;
  /** What a form with a file brought; `undefined` when nothing was chosen. */
  readonly file?: Uint8Array | undefined;
}

interface RouteOptions {
  readonly method: 'GET' | 'POST';
  /** The address, with `:name` for a parameter. */
  readonly path: string;
  /** What is counted, and refused when it is tried too often. A person's POST is counted as `form` unless it says more. */
  readonly limited?: Limited | 'never';
  /** Whether the form has a file. */
  readonly upload?: true;
  /**
   * Where a change of language leads from what this route shows, and where a person goes on who has to sign in again.
   * Without it the route is a screen itself.
   */
  readonly screen?: string | ((session: Session | undefined) => string);
}

type Handler<Signed extends Session | undefined> = (call: Call<Signed>) => Promise<PortalResponse> | PortalResponse;

/** One address of the portal. */
export type Route = RouteOptions & { readonly name: string } & (
    | { readonly access: 'public'; readonly handler: Handler<Session | undefined> }
    | { readonly access: 'person' | 'user' | 'administrator' | 'ending'; readonly handler: Handler<Session> }
  );

/** A route for anybody. */
export function publicRoute(name: string, options: RouteOptions, handler: Handler<Session | undefined>): Route {
  return { ...options, name, access: 'public', handler };
}

/** A route for somebody who signed in; others are sent to the sign-in and come back. */
export function personRoute(name: string, options: RouteOptions, handler: Handler<Session>): Route {
  return { ...options, name, access: 'person', handler };
}

/** A route for people of an organization whose plan includes the feature (PRODUCT A6). */
export function userRoute(name: string, options: RouteOptions, handler: Handler<Session>): Route {
  return { ...options, name, access: 'user', handler };
}

/** A route for administrators of an organization whose plan includes the feature. */
export function administratorRoute(name: string, options: RouteOptions, handler: Handler<Session>): Route {
  return { ...options, name, access: 'administrator', handler };
}

/** A route by which an administrator ends something: open also when the plan has lapsed. */
export function endingRoute(name: string, options: RouteOptions, handler: Handler<Session>): Route {
  return { ...options, name, access: 'ending', handler };
}

/** The screen of a consent's callback. Who came by a one-time link has none here. */
export const forAdministrators = (session: Session | undefined): string =>
  session === undefined ? '/' : '/organization/microsoft-365';
