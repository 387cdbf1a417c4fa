import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hostApp } from '../fixtures/hosted-app.ts';

// Requests that no client library sends, byte for byte. Each answer as seen in functions host 4.1037.

let host: Awaited<ReturnType<typeof hostApp>>;
let own: string;
beforeAll(async () => {
  host = await hostApp('./sample-app.ts', {}, { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '1000' });
  own = new URL(host.origin).host;
});
afterAll(() => host.child.disconnect());

/** Sends a head, one byte for each character. */
async function raw(line: string, headers: readonly string[] = [], host_: string = own) {
  const socket = connect(Number(own.split(':')[1]), 'localhost');
  await once(socket, 'connect');
  const hostLine = host_ === '' ? [] : [`Host: ${host_}`];
  socket.write([line, ...hostLine, ...headers, 'Connection: close', '', ''].join('\r\n'), 'latin1');
  const answer = await text(socket);
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1.1 (\d+)/.exec(head)?.[1]), head, body };
}
const utf8 = (value: string) => Buffer.from(value).toString('latin1');
const get = (path: string) => `GET ${path} HTTP/1.1`;
const ECHO = get('/echo/x');

describe('LOCAL headers', () => {
  test('a value beyond Latin-1 is answered by 500 without a body', async () => {
    expect(await raw(ECHO, [`Cookie: greeting=${utf8('こんにちは')}`])).toMatchObject({ status: 500, body: '' });
    expect(await raw(ECHO, [`Accept-Language: ${utf8('日本語')}`])).toMatchObject({ status: 500, body: '' });
  });

  test('a value of invalid UTF-8 is refused', async () => {
    expect((await raw(ECHO, ['X-Sent: \xff\xfe'])).status).toBe(400);
  });

  test('a value within Latin-1 arrives', async () => {
    expect((await raw(ECHO, [`X-Sent: ${utf8('é')}`])).body).toContain('"header":"é"');
  });

  test.each(['X-Sent', 'x-sent'])('lines of one name are joined by a comma: %s', async (name) => {
    expect((await raw(ECHO, ['X-Sent: a', `${name}: b`])).body).toContain('"header":"a,b"');
  });

  test('and so are two lines of cookies', async () => {
    expect((await raw(get('/cookie-line'), ['Cookie: a=1', 'Cookie: b=2'])).body).toBe('a=1,b=2');
  });

  test('more than 100 are refused', async () => {
    const lines = (count: number) => Array.from({ length: count }, (_, at) => `X-${at}: 1`);
    expect((await raw(ECHO, lines(98))).status).toBe(201);
    expect((await raw(ECHO, lines(99))).status).toBe(431);
  });
});

describe('LOCAL the request line', () => {
  test.each([
    ['/echo/x?a=b#c', 400],
    ['/echo/%00', 400],
    ['/echo\\x', 400],
    ['//echo/x', 404],
    [`/echo/${'x'.repeat(8200)}`, 414],
    [`/echo/x?${'x'.repeat(8200)}`, 414],
    [`/echo/${'x'.repeat(8000)}`, 201],
    ['/admin/host/status', 401],
    ['/admin/functions/tick', 401],
    ['/runtime/x', 404],
  ])('%.40s answers %i', async (path, status) => {
    expect((await raw(get(path))).status).toBe(status);
  });

  test('names no other host than the header, which there is one of', async () => {
    expect((await raw(get(`http://${own}/echo/x`))).status).toBe(201);
    expect((await raw(get('http://other.example/echo/x'))).status).toBe(400);
    expect((await raw(ECHO, [`Host: ${own}`])).status).toBe(400);
    expect((await raw(ECHO, [], '')).status).toBe(400);
  });

  test('a method in POST for an address of the host asks for a bearer token', async () => {
    const { status, head } = await raw('POST /admin/functions/tick HTTP/1.1');
    expect([status, /www-authenticate: (.*)/i.exec(head)?.[1]]).toEqual([401, 'Bearer']);
  });
});

test('LOCAL only names of this machine are answered', async () => {
  const port = own.split(':')[1];
  expect((await raw(ECHO, [], `127.0.0.1:${port}`)).status).toBe(201);
  for (const other of [`other.example:${port}`, 'localhost', 'localhost:1', `localhost.example:${port}`]) {
    expect([other, (await raw(ECHO, [], other)).status]).toEqual([other, 421]);
  }
});

test('LOCAL a body over FUNCTIONS_REQUEST_BODY_SIZE_LIMIT is answered by 500 before it has come', async () => {
  expect(await raw('POST /echo/x HTTP/1.1', ['Content-Length: 1001'])).toMatchObject({ status: 500, body: '' });
});

test('LOCAL an answer without a body has no content type', async () => {
  const { status, head } = await raw(get('/moved'));
  expect([status, head.toLowerCase().includes('content-type')]).toEqual([302, false]);
});
