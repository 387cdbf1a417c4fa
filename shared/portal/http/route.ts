import type { Limited } from '../../identity/rate-limit.ts';
import type { Session } from '../../identity/session.ts';
import type { Services } from '../../services.ts';
import type { RequestContext } from './request-context.ts';
import type { Flash, PortalResponse } from './response.ts';

/** An HTTP request as route handlers see it. */
export interface PortalRequest {
  /** The absolute URL. */
  readonly url: string;
  readonly headers: Headers;
  readonly query: URLSearchParams;
  /** Values of the route's path parameters. */
  readonly params: Readonly<Record<string, string>>;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What a handler receives: the request, its context and the services. */
export interface Call<Signed extends Session | undefined> extends RequestContext {
  readonly session: Signed;
  readonly services: Services;
  readonly request: PortalRequest;
  /** What this page says about the act that led to it. */
  readonly flash: Flash | undefined;
  /** The form of this screen that was sent before and not taken; its fields are shown again (PRODUCT E8). */
  readonly unsent: UnsentForm | undefined;
  /** The fields of a POST whose origin and CSRF token were checked; empty for a GET. */
  readonly form: URLSearchParams;
  /** Content of the uploaded file; `undefined` when none was chosen. */
  readonly file?: Uint8Array | undefined;
}

/** A form that was sent and not taken. */
export interface UnsentForm {
  /** Path to which it was sent. */
  readonly path: string;
  /** What was typed, without secrets. */
  readonly fields: URLSearchParams;
  /** Something failed here while the form was taken, which may have been done in part. */
  readonly failed: boolean;
}

interface RouteOptions {
  readonly method: 'GET' | 'POST';
  /** Path of the route, with `:name` for a parameter. */
  readonly path: string;
  /** The rate limit that applies. Default for a POST of a signed-in person: `form`. `never`: no limit. */
  readonly limited?: Limited | 'never';
  /** Fields that are shown again when the form was not taken (PRODUCT E8). Never a secret. */
  readonly keeps?: readonly string[];
  /**
   * Whether a form counts against `limited`. A form that cannot be read does not (PRODUCT F5); it counts as any other
   * form. By default every form counts.
   */
  readonly isReadable?: (sent: Pick<Call<Session>, 'form' | 'file'>) => boolean | Promise<boolean>;
  /** The form changes nothing, so it is not remembered that it was sent. */
  readonly harmless?: true;
  /**
   * To ask for it is an act: a sign-in begins, or an answer is taken. HEAD does not do it (RFC 9110, 9.2.1), so that a
   * program that tries links uses nothing up.
   */
  readonly acts?: true;
  /** Another site may show it in a frame, where it carries no cookie: the sign-in service tells of a sign-out so. */
  readonly framed?: true;
  /** Whether the form contains a file (multipart/form-data). */
  readonly upload?: true;
  /**
   * The screen that belongs to this route: target of the language switch, and of the return after a new sign-in.
   * Without it the route itself is a screen.
   */
  readonly screen?: string | ((session: Session | undefined) => string);
}

type Handler<Signed extends Session | undefined> = (call: Call<Signed>) => Promise<PortalResponse> | PortalResponse;

/** One route of the portal. */
export type Route = RouteOptions & { readonly name: string } & (
    | { readonly access: 'public'; readonly handler: Handler<Session | undefined> }
    | {
        readonly access: 'person' | 'user' | 'administrator' | 'administrator-always';
        readonly handler: Handler<Session>;
      }
  );

/** A route without sign-in. */
export function publicRoute(name: string, options: RouteOptions, handler: Handler<Session | undefined>): Route {
  return { ...options, name, access: 'public', handler };
}

/** A route for signed-in people; others are sent to the sign-in and return afterwards. */
export function personRoute(name: string, options: RouteOptions, handler: Handler<Session>): Route {
  return { ...options, name, access: 'person', handler };
}

/** A route for signed-in people of an organization whose plan includes the feature (PRODUCT A6). */
export function userRoute(name: string, options: RouteOptions, handler: Handler<Session>): Route {
  return { ...options, name, access: 'user', handler };
}

/** A route for administrators of an organization whose plan includes the feature (PRODUCT A6). */
export function administratorRoute(name: string, options: RouteOptions, handler: Handler<Session>): Route {
  return { ...options, name, access: 'administrator', handler };
}

/** A route by which an administrator ends something; stays open when the plan no longer includes the feature. */
export function administratorAlwaysRoute(name: string, options: RouteOptions, handler: Handler<Session>): Route {
  return { ...options, name, access: 'administrator-always', handler };
}

/** The screen of a consent's redirect URI: the administrator's one; a visitor with a one-time link has none. */
export const administratorsScreen = (session: Session | undefined): string =>
  session === undefined ? '/' : '/organization/microsoft-365';
