import type { Cookie } from './rpc.ts';

const SAME_SITE = { none: undefined, lax: 'lax', strict: 'strict', explicitNone: 'none' } as const;

/**
 * One `Set-Cookie` header as ASP.NET writes it (`IResponseCookies.Append`): name and value are percent-encoded, and
 * the path defaults to `/`.
 */
export function formatCookie(cookie: Cookie): string {
  const sameSite = SAME_SITE[cookie.sameSite];
  return [
    `${escapeDataString(cookie.name)}=${escapeDataString(cookie.value)}`,
    cookie.expires && `expires=${new Date(cookie.expires.value.seconds * 1000).toUTCString()}`,
    cookie.maxAge && `max-age=${Math.trunc(cookie.maxAge.value)}`,
    cookie.domain && `domain=${cookie.domain.value}`,
    `path=${cookie.path?.value ?? '/'}`,
    cookie.secure?.value && 'secure',
    sameSite && `samesite=${sameSite}`,
    cookie.httpOnly?.value && 'httponly',
  ]
    .filter((part) => typeof part === 'string')
    .join('; ');
}

/** `Uri.EscapeDataString` of .NET, which encodes more characters than JavaScript does. */
function escapeDataString(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
