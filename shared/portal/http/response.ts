import { serialize } from 'hono/utils/cookie';
import * as z from 'zod';
import type { Words } from '../../i18n/words.ts';
import type { Settings } from '../../settings.ts';
import { errorPage, REFUSALS, type Refusal } from '../components/error-page.ts';
import { type Frame, layout, type Page } from '../components/layout.ts';

/** A host-only cookie that scripts cannot read (`HttpOnly`). */
export interface Cookie {
  readonly name: `__Host-${string}`;
  readonly value: string;
  /** In seconds; 0 deletes the cookie. */
  readonly maxAge: number;
}

export const flashSchema = z.object({
  /** The act or its outcome; each screen has the texts of its own. */
  said: z.string(),
  /** What it is about, when the text names it. */
  about: z.string().optional(),
});
/** What the next page says, once, about the act that led to it. An address that claims an act says nothing. */
export type Flash = z.infer<typeof flashSchema>;

/** What a route returns. `toResponse` adds the page frame and the security headers. */
export type PortalResponse = {
  readonly cookies?: readonly Cookie[];
  readonly status?: number;
  /** The page's address is a secret and must not appear in `Referer`, not even on requests to this host. */
  readonly secretAddress?: boolean;
} & (
  | { readonly kind: 'page'; readonly page: Page }
  | { readonly kind: 'redirect'; readonly to: string; readonly flash?: Flash }
  | {
      readonly kind: 'refusal';
      readonly refusal: Refusal;
      readonly headers?: Readonly<Record<string, string>>;
      readonly retryAfterSeconds?: number;
      /** Path to return to after the person has signed in again. */
      readonly returnTo?: string;
    }
  | { readonly kind: 'json'; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  | {
      readonly kind: 'text';
      readonly contentType: string;
      readonly body: string;
      readonly cacheSeconds: number;
      /** File name of a download; the browser saves the file instead of showing it. */
      readonly fileName?: string;
    }
  /** A WebP picture. */
  | { readonly kind: 'picture'; readonly content: Uint8Array<ArrayBuffer>; readonly cacheSeconds: number }
);

/** A page as a route's result. */
export function pageResponse(page: Page, status = 200): PortalResponse {
  return { kind: 'page', page, status };
}

/** A page that says why the request was refused. The refusal is logged under the reference number shown on the page. */
export function refuse(
  refusal: Refusal,
  headers: Readonly<Record<string, string>> = {},
  returnTo = '/',
): PortalResponse {
  return { kind: 'refusal', refusal, headers, returnTo };
}

/** A 303 redirect: the browser requests the next page with GET, so that reloading does not repeat a POST. */
export function redirectTo(to: string, cookies: readonly Cookie[] = []): PortalResponse {
  return { kind: 'redirect', to, cookies };
}

/** Said on any page: the answer of a sign-in was not used, since somebody is signed in. */
export const ANSWER_NOT_USED = 'answer-not-used';

/** A redirect to a page of this portal that says, once, what was done. */
export function redirectSaying(to: string, said: string, about?: string): PortalResponse {
  return { kind: 'redirect', to, flash: { said, ...(about === undefined ? {} : { about }) } };
}

/**
 * Turns a route's result into an HTTP response.
 * @param reference the number under which a refusal is logged and shown
 */
export async function toResponse(
  reply: PortalResponse,
  frame: Frame,
  settings: Settings,
  reference: string,
): Promise<Response> {
  const headers = new Headers(securityHeaders(settings, reply.secretAddress === true));
  // An open page takes an answer only if it is of the page's own session.
  if (frame.visitor !== undefined) headers.set('x-session', frame.visitor.mark);
  for (const cookie of reply.cookies ?? []) headers.append('set-cookie', serialized(cookie));
  const set = (more: Readonly<Record<string, string>> = {}) => {
    for (const [name, value] of Object.entries(more)) headers.set(name, value);
  };
  switch (reply.kind) {
    case 'page': {
      set({ 'content-type': HTML });
      const page = await layout(frame, reply.status === 422 ? notTaken(reply.page, frame.words) : reply.page);
      return new Response(String(page), { status: reply.status ?? 200, headers });
    }
    case 'refusal': {
      const { refusal, retryAfterSeconds: wait, returnTo = '/' } = reply;
      set({ ...reply.headers, ...(wait === undefined ? {} : { 'retry-after': String(wait) }), 'content-type': HTML });
      const page = await layout(frame, errorPage(frame.words, refusal, { reference, wait, returnTo }));
      return new Response(String(page), { status: REFUSALS[refusal], headers });
    }
    case 'redirect':
      set({ location: reply.to });
      return new Response(null, { status: 303, headers });
    case 'json':
      set(reply.headers);
      return Response.json(reply.body, { status: reply.status ?? 200, headers });
    case 'text': {
      const { contentType, cacheSeconds, fileName, body, status = 200 } = reply;
      set({
        'content-type': contentType,
        ...(fileName === undefined ? {} : { 'content-disposition': `attachment; filename="${fileName}"` }),
        'cache-control': cacheSeconds === 0 ? 'no-store' : `public, max-age=${cacheSeconds}`,
      });
      return new Response(body, { status, headers });
    }
    case 'picture':
      set({ 'content-type': 'image/webp', 'cache-control': `public, max-age=${reply.cacheSeconds}` });
      return new Response(reply.content, { headers });
  }
}

const HTML = 'text/html; charset=utf-8';

/** `SameSite=Lax`, because the sign-in services redirect to us from another site and the callback needs the cookie. */
function serialized({ name, value, maxAge }: Cookie): string {
  return serialize(name, value, { path: '/', secure: true, httpOnly: true, sameSite: 'Lax', maxAge });
}

/** Says in the page title that the form was rejected, since the error itself may be further down the page. */
function notTaken(page: Page, { errors }: Words): Page {
  return { ...page, title: errors.notTaken(page.title), heading: page.heading ?? page.title };
}

/**
 * Security headers of every response.
 *
 * `form-action` lists the sign-in services, because browsers apply it to the redirects after a form too.
 * `Referrer-Policy` is `same-origin`: with `no-referrer` browsers send `Origin: null` and our own forms would be
 * refused. A page with a secret address uses `strict-origin`, which keeps `Origin` and omits the path.
 */
function securityHeaders(settings: Settings, secretAddress: boolean): Record<string, string> {
  const signIns = [
    ...(settings.PORTAL_SIGN_IN === 'openid' ? [settings.PORTAL_OIDC_ISSUER] : []),
    settings.ENTRA_AUTHORITY_HOST,
  ].map((address) => new URL(address).origin);
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    // The live-update script requests the state of its own page.
    "connect-src 'self'",
    "img-src 'self' data:",
    `form-action 'self' ${signIns.join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    // For browsers and scanners that do not know `frame-ancestors`.
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': secretAddress ? 'strict-origin' : 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
