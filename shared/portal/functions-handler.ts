import type { Cookie, HttpFunctionOptions, HttpRequest, HttpResponseInit } from '@azure/functions';
import { theServices } from '../services.ts';
import { portalApp } from './app.ts';

const portal = portalApp(theServices);

/** An HTTP function that passes all requests below a route of the functions host to the portal. */
export function portalBelow(route: string): HttpFunctionOptions {
  return {
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    authLevel: 'anonymous',
    route,
    handler: async (request) => responseForHost(await portal.fetch(requestOfHost(request))),
  };
}

function requestOfHost({ url, method, headers, body }: HttpRequest): Request {
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(url, { method, headers: [...headers], ...(hasBody ? { body, duplex: 'half' } : {}) });
}

/** Cookies are passed in `cookies` only: of several `Set-Cookie` headers in a map, the functions host keeps one. */
async function responseForHost(response: Response): Promise<HttpResponseInit> {
  const cookies = response.headers.getSetCookie().map(cookieForHost);
  const headers = [...response.headers].filter(([name]) => name !== 'set-cookie');
  return { status: response.status, headers, cookies, body: await response.arrayBuffer() };
}

/** Parses a `Set-Cookie` header of ours; its other attributes are always those of `response.ts`. */
function cookieForHost(header: string): Cookie {
  const [, name = '', value = '', maxAge] = /^([^=]+)=([^;]*); Max-Age=(\d+)/.exec(header) ?? [];
  return {
    name,
    value: decodeURIComponent(value),
    maxAge: Number(maxAge),
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
  };
}
