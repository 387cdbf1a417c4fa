import type { Client } from '@microsoft/microsoft-graph-client';
import { currentInvocation, use } from '../telemetry/invocation.ts';
import { MailboxFailure, REQUEST_TIMEOUT } from './mailbox.ts';

export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path below the API version with its query, e.g. `/me/contactFolders?$top=10`, or an absolute next link. */
  readonly path: string;
  readonly body?: unknown;
}

export interface GraphAnswer {
  readonly status: number;
  /** Header names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Sends one request to Microsoft Graph and returns any HTTP answer; fails only when there is none. */
export interface GraphTransport {
  send(request: GraphRequest): Promise<GraphAnswer>;
}

export interface GraphTransportOptions {
  readonly baseUrl: string;
  readonly accessToken: () => Promise<string>;
}

/**
 * The official Graph client without two of its middlewares. Its retry handler repeats a POST after 503 and 504, which
 * could create a contact twice. Its authentication handler withholds the token on plain http, which the local stack
 * uses; the settings allow plain http to this machine only.
 */
export function graphTransport(options: GraphTransportOptions): GraphTransport {
  async function connect() {
    const { Client, HTTPMessageHandler, ResponseType } = await import('@microsoft/microsoft-graph-client');
    const middleware = new HTTPMessageHandler();
    const client = Client.initWithMiddleware({ middleware, baseUrl: `${options.baseUrl}/`, defaultVersion: 'v1.0' });
    return { client, raw: ResponseType.RAW };
  }
  let connected: ReturnType<typeof connect> | undefined;

  return {
    async send({ method, path, body }) {
      connected ??= connect();
      const { client, raw } = await connected;
      const request = client
        .api(path)
        .responseType(raw)
        .header('authorization', `Bearer ${await options.accessToken()}`)
        .option('signal', AbortSignal.timeout(REQUEST_TIMEOUT));
      const invocation = currentInvocation();
      // Microsoft support can find a request by this id; our events carry it too.
      if (invocation !== undefined) request.header('client-request-id', invocation.id);
      use('graphRequests', 1);
      if (path === '/$batch') use('graphBatches', 1);
      const response: Response = await dispatch(request, method, body).catch((cause: unknown) => {
        throw new MailboxFailure('unavailable', 'Microsoft Graph gave no answer. It is tried again later.', { cause });
      });
      const text = await response.text().catch((cause: unknown) => {
        throw new MailboxFailure('unavailable', 'The answer of Microsoft Graph broke off.', { cause });
      });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: json(text) };
    },
  };
}

function dispatch(
  request: ReturnType<Client['api']>,
  method: GraphRequest['method'],
  body: unknown,
): Promise<Response> {
  switch (method) {
    case 'GET':
      return request.get();
    case 'POST':
      return request.post(body);
    case 'PATCH':
      return request.patch(body);
    case 'DELETE':
      return request.delete();
  }
}

function json(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
