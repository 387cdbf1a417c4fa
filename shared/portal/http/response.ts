import { serialize } from 'hono/utils/cookie';
import type { Words } from '../../i18n/words.ts';
import type { Settings } from '../../settings.ts';
import { errorPage, REFUSALS, type Refusal } from '../components/error-page.ts';
import { type Frame, layout, type Page } from '../components/layout.ts';

/** A cookie that only this host gets, and no script. */
export interface Cookie {
  readonly name: `__Host-${string}`;
  readonly value: string;
  /** In seconds; 0 makes the browser forget it. */
  readonly maxAge: number;
}

/** What a route answers. Pages get their frame, everything gets the same headers. */
export type PortalResponse = {
  readonly cookies?: readonly Cookie[];
  readonly status?: number;
  /** The address of this page must not be told to anybody, not even to ourselves. */
  readonly secretAddress?: boolean;
} & (
  | { readonly kind: 'page'; readonly page: Page }
  | { readonly kind: 'redirect'; readonly to: string }
  | {
      readonly kind: 'refusal';
      readonly refusal: Refusal;
      readonly headers?: Readonly<Record<string, string>>;
      readonly retryAfterSeconds?: number;
      /** Where to go on once the person has signed in again. */
      readonly returnTo?: string;
    }
  | { readonly kind: 'json'; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  | {
      readonly kind: 'text';
      readonly contentType: string;
      readonly body: string;
      readonly cacheSeconds: number;
      /** Kept as a file of this name, not shown. */
      readonly fileName?: string;
    }
);

export function pageResponse(page: Page, status = 200): PortalResponse {
  return { kind: 'page', page, status };
}

/** A page that says why not. It is logged under the number that the page shows. */
export function refuse(
  refusal: Refusal,
  headers: Readonly<Record<string, string>> = {},
  returnTo = '/',
): PortalResponse {
  return { kind: 'refusal', refusal, headers, returnTo };
}

/** 303: whatever was posted, the browser fetches the next page with GET, and a reload repeats nothing. */
export function redirectTo(to: string, cookies: readonly Cookie[] = []): PortalResponse {
  return { kind: 'redirect', to, cookies };
}

/** The reply as a response. @param reference the number under which a refusal is logged and shown */
export async function toResponse(
  reply: PortalResponse,
  frame: Frame,
  settings: Settings,
  reference: string,
): Promise<Response> {
  const headers = new Headers(securityHeaders(settings, reply.secretAddress === true));
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
  }
}

const HTML = 'text/html; charset=utf-8';

/** Lax: the callbacks of the sign-in services are navigations from another site, and need the cookie. */
function serialized({ name, value, maxAge }: Cookie): string {
  return serialize(name, value, { path: '/', secure: true, httpOnly: true, sameSite: 'Lax', maxAge });
}

/** What was sent was not taken: said first, for the place where it is said may be further down. */
function notTaken(page: Page, { errors }: Words): Page {
  return { ...page, title: errors.notTaken(page.title), heading: page.heading ?? page.title };
}

/**
 * `form-action` names the sign-in services, since browsers hold a form to it through the redirects that follow.
 * `same-origin`, not `no-referrer`: with the latter browsers send `Origin: null`, and our own forms would be refused.
 * `strict-origin` does not either, and keeps the path to itself: for a page whose address is a secret.
 */
function securityHeaders(settings: Settings, secretAddress: boolean): Record<string, string> {
  const signIns = [settings.PORTAL_OIDC_ISSUER, settings.ENTRA_AUTHORITY_HOST].map(
    (address) => new URL(address).origin,
  );
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    // A page's script asks for the page's own state.
    "connect-src 'self'",
    "img-src 'self' data:",
    `form-action 'self' ${signIns.join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'referrer-policy': secretAddress ? 'strict-origin' : 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
