import { formatCookie } from './cookies.ts';
import type { FunctionDefinition, HttpTrigger } from './function-definition.ts';
import type { TriggerInput } from './invocation.ts';
import type { HttpResponseData } from './rpc.ts';

/** "The HTTP request length is limited to 100 MB." (Azure Functions HTTP trigger, limits) */
const MAX_BODY_BYTES = 104_857_600;

/** A request with its headers as the host reads them: a `Request` cannot hold characters beyond Latin-1. */
export interface ReceivedRequest {
  readonly request: Request;
  readonly headers: Readonly<Record<string, string>>;
}

/** Whether the request contains the function's key. Anonymous functions need none. */
export function isAuthorized(
  { request, headers }: ReceivedRequest,
  { trigger }: FunctionDefinition<HttpTrigger>,
): boolean {
  if (trigger.key === undefined) return true;
  const shown = headers['x-functions-key'] ?? new URL(request.url).searchParams.get('code');
  return shown === trigger.key;
}

/** Whether the body exceeds the host's limit. A body without `Content-Length` never reaches a function. */
export function isTooLong({ headers }: ReceivedRequest): boolean {
  const limit = Number(process.env['FUNCTIONS_REQUEST_BODY_SIZE_LIMIT'] ?? MAX_BODY_BYTES);
  return Number(headers['content-length'] ?? 0) > limit;
}

/**
 * A request as the host sends it to the Node.js worker (`GrpcMessageConversionExtensions.ToRpcHttp`): the values of a
 * repeated query parameter are joined by commas, ignoring the case of its name, and a body without `Content-Length` is
 * not sent.
 */
export async function toHttpInput(
  { request, headers }: ReceivedRequest,
  params: Record<string, string>,
): Promise<TriggerInput> {
  const hasBody = Number(headers['content-length'] ?? 0) > 0;
  const query = new Map<string, { key: string; values: string[] }>();
  for (const [key, value] of new URL(request.url).searchParams) {
    const entry = query.get(key.toLowerCase());
    if (entry) entry.values.push(value);
    else query.set(key.toLowerCase(), { key, values: [value] });
  }
  return {
    data: {
      http: {
        method: request.method,
        url: request.url,
        nullableHeaders: nullable(Object.entries(headers)),
        nullableQuery: nullable([...query.values()].map(({ key, values }) => [key, values.join(',')])),
        nullableParams: nullable(Object.entries(params)),
        ...(hasBody ? { body: { bytes: new Uint8Array(await request.arrayBuffer()) } } : {}),
      },
    },
  };
}

function nullable(entries: [string, string][]): Record<string, { value: string }> {
  return Object.fromEntries(entries.map(([key, value]) => [key, { value }]));
}

/**
 * The host's HTTP response for a function's result. Headers are a map, so only one `Set-Cookie` of several is kept;
 * cookies belong in the `cookies` field.
 */
export function toResponseInit(data: HttpResponseData | undefined): Response {
  // unverified: that a function which returns nothing answers 204.
  if (!data) return new Response(null, { status: 204 });
  const headers = new Headers(data.headers);
  for (const cookie of data.cookies) headers.append('set-cookie', formatCookie(cookie));
  const body = data.body?.bytes;
  // An empty response has no content type.
  const isEmpty = body === undefined || body.length === 0 || [204, 205, 304].includes(data.statusCode);
  return new Response(isEmpty ? null : body, { status: data.statusCode, headers });
}
