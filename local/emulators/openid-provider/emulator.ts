import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import { isForThisMachine } from '../../own-host.ts';
import type { ListenOptions } from '../emulator.ts';
import { type PortalClient, providerConfiguration } from './configuration.ts';
import { failure, personPicker } from './pages.ts';
import type { PortalPerson } from './people.ts';

export type { PortalPerson } from './people.ts';

export interface PortalProviderOptions extends ListenOptions {
  people: PortalPerson[];
  client: PortalClient;
}

export interface PortalProvider {
  origin: string;
  issuer: string;
  close(): Promise<void>;
}

/**
 * Starts an emulator of the card system's sign-in: a certified OpenID provider (code with PKCE only) whose sign-in
 * page has one button per person. Sessions end with the process.
 */
export async function startPortalProvider({
  people,
  client,
  ...listen
}: PortalProviderOptions): Promise<PortalProvider> {
  const server = createServer();
  const hostname = listen.hostname ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen.port ?? 0, hostname, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://${hostname}:${port}`;

  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider = new Provider(
    origin,
    providerConfiguration({
      people,
      client,
      signingKey: { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' },
      cookieKey: randomBytes(32).toString('base64url'),
    }),
  );
  const serveProvider = provider.callback();
  server.on('request', (request, response) => {
    if (!isForThisMachine(request)) return void response.writeHead(421).end();
    if (!request.url?.startsWith('/interaction/')) return serveProvider(request, response);
    signIn(provider, people, request, response).catch(async (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      sendPage(response, 400, await failure('invalid_request', reason));
    });
  });

  return {
    origin,
    issuer: origin,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The sign-in page of the provider, and its form. */
async function signIn(
  provider: Provider,
  people: readonly PortalPerson[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await provider.interactionDetails(request, response);
  if (request.method !== 'POST') return sendPage(response, 200, await personPicker(people));
  const subject = new URLSearchParams(await text(request)).get('subject');
  const person = people.find((candidate) => candidate.subject === subject);
  if (person === undefined) throw new Error('No such person.');
  const result = { login: { accountId: person.subject } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(page);
}
