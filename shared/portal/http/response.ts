import type { Cookie, HttpResponseInit } from '@azure/functions';
import type { Words } from '../../i18n/words.ts';
import type { Settings } from '../../settings.ts';
import { errorPage, REFUSALS, type Refusal } from '../components/error-page.ts';
import { type Frame, layout, type Page } from '../components/layout.ts';

/** What a route answers. Pages get their frame, everything gets the same headers. */
export type Reply = {
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

export function pageReply(page: Page, status = 200): Reply {
  return { kind: 'page', page, status };
}

/** A page that says why not. It is logged under the number that the page shows. */
export function refuse(refusal: Refusal, headers: Readonly<Record<string, string>> = {}, returnTo = '/'): Reply {
  return { kind: 'refusal', refusal, headers, returnTo };
}

/** 303: whatever was posted, the browser fetches the next page with GET, and a reload repeats nothing. */
export function redirectTo(to: string, cookies: readonly Cookie[] = []): Reply {
  return { kind: 'redirect', to, cookies };
}

/** The reply as the functions host takes it. Cookies go through `cookies` only: a header map keeps but one of them. */
export async function toResponse(
  reply: Reply,
  frame: Frame,
  settings: Settings,
  reference: string,
): Promise<HttpResponseInit> {
  const cookies = [...(reply.cookies ?? [])];
  const headers = securityHeaders(settings, reply.secretAddress === true);
  switch (reply.kind) {
    case 'page':
      return {
        status: reply.status ?? 200,
        headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
        cookies,
        body: String(await layout(frame, reply.status === 422 ? notTaken(reply.page, frame.words) : reply.page)),
      };
    case 'refusal': {
      const { refusal, retryAfterSeconds: wait, returnTo = '/' } = reply;
      const retryAfter = wait === undefined ? {} : { 'retry-after': String(wait) };
      return {
        status: REFUSALS[refusal],
        headers: { ...headers, ...reply.headers, ...retryAfter, 'content-type': 'text/html; charset=utf-8' },
        cookies,
        body: String(await layout(frame, errorPage(frame.words, refusal, { reference, wait, returnTo }))),
      };
    }
    case 'redirect':
      return { status: 303, headers: { ...headers, location: reply.to }, cookies };
    case 'json':
      return { status: reply.status ?? 200, headers: { ...headers, ...reply.headers }, cookies, jsonBody: reply.body };
    case 'text':
      return {
        status: reply.status ?? 200,
        headers: {
          ...headers,
          'content-type': reply.contentType,
          ...(reply.fileName === undefined
            ? {}
            : { 'content-disposition': `attachment; filename="${reply.fileName}"` }),
          'cache-control': reply.cacheSeconds === 0 ? 'no-store' : `public, max-age=${reply.cacheSeconds}`,
        },
        body: reply.body,
      };
  }
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
