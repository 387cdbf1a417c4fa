import { Client, HTTPMessageHandler } from '@microsoft/microsoft-graph-client';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { startGraphEmulator } from '../../../local/emulators/graph/emulator.ts';
import { memoryStore, type Store } from '../../../local/emulators/store.ts';

const TENANT = '11111111-1111-4111-8111-111111111111';
const HANAKO = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
const TARO = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb';
const JIRO = 'cccccccc-cccc-4ccc-8ccc-cccccccccccc';
const issuer = (tenantId: string) => `https://sts.windows.net/${tenantId}/`;

const { publicKey, privateKey } = await generateKeyPair('RS256');
const keys = createLocalJWKSet({ keys: [await exportJWK(publicKey)] });

export const hanako = 'hanako@contoso.example';
export const taro = 'taro@contoso.example';
/** Has an account but no mailbox. */
export const jiro = 'jiro@contoso.example';
const objectIds: Record<string, string> = { [hanako]: HANAKO, [taro]: TARO, [jiro]: JIRO };

/** An access token as Entra would issue it, but for what a test changes. */
export async function tokenFor(address: string, claims: Record<string, unknown> = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({
    aud: 'https://graph.microsoft.com',
    iss: issuer(TENANT),
    exp: now + 3600,
    tid: TENANT,
    oid: objectIds[address],
    appid: 'contacts-app',
    scp: 'openid Contacts.ReadWrite',
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(privateKey);
}

interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON; undefined when there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes.
  body: any;
}

interface Call {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  token?: string;
}

/** A running emulator with three accounts, and two ways to call it: plain http and Microsoft's own client. */
export async function startTenant(store: Store = memoryStore()) {
  const graph = await startGraphEmulator({
    store,
    keys,
    issuer,
    mailboxes: [
      { tenantId: TENANT, objectId: HANAKO, address: hanako, displayName: '山田 花子' },
      { tenantId: TENANT, objectId: TARO, address: taro, displayName: '佐藤 太郎' },
      { tenantId: TENANT, objectId: JIRO, address: jiro, displayName: '田中 次郎', noMailbox: true },
    ],
  });
  const hanakosToken = await tokenFor(hanako);

  /** Hanako's call, unless another token is given. The path is relative to the version. */
  async function call(
    path: string,
    { method = 'GET', body, headers, token = hanakosToken }: Call = {},
  ): Promise<Answer> {
    const response = await fetch(path.startsWith('http') ? path : `${graph.origin}/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  const post = (path: string, body: unknown) => call(path, { method: 'POST', body });

  return {
    graph,
    call,
    post,
    patch: (path: string, body: unknown) => call(path, { method: 'PATCH', body }),
    remove: (path: string) => call(path, { method: 'DELETE' }),
    async newFolder(displayName = 'Sansan') {
      const { body } = await post('/me/contactFolders', { displayName });
      return { id: String(body.id), contacts: `/me/contactFolders/${body.id}/contacts` };
    },
    async newContact(folder: { contacts: string }, properties: object = {}) {
      const { body } = await post(folder.contacts, { givenName: '一郎', ...properties });
      return body;
    },
    /** The client gives a token of its own to https hosts only. */
    async sdk(address: string): Promise<Client> {
      return Client.initWithMiddleware({
        baseUrl: `${graph.origin}/`,
        middleware: new HTTPMessageHandler(),
        fetchOptions: { headers: { authorization: `Bearer ${await tokenFor(address)}` } },
      });
    },
  };
}
