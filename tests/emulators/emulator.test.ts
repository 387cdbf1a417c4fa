import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Hono } from 'hono';
import { type Emulator, type EmulatorRoutes, listen } from '../../local/emulators/emulator.ts';

let emulator: Emulator;
let own: string;
beforeAll(async () => {
  const routes: EmulatorRoutes = new Hono();
  routes.get('/thing', (c) => c.text('here'));
  emulator = await listen({ name: 'things', routes, state: () => ({}), reset: () => undefined });
  own = new URL(emulator.origin).host;
});
afterAll(() => emulator.close());

/** `fetch` sets Host and Origin by itself. */
async function statusOf(method: string, path: string, headers: Readonly<Record<string, string>>) {
  const sent = request(emulator.origin + path, { method, headers }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

describe('LOCAL a name that was made to point at this machine is not answered (DNS rebinding)', () => {
  test.each([
    ['127.0.0.1:PORT', 200],
    ['localhost:PORT', 200],
    ['elsewhere.example:PORT', 421],
    ['elsewhere.example', 421],
    ['localhost', 421],
    ['127.0.0.1:1', 421],
  ])('Host: %s answers %i', async (name, status) => {
    const headers = { host: name.replace('PORT', `${new URL(emulator.origin).port}`) };
    expect(await statusOf('GET', '/thing', headers)).toBe(status);
    expect(await statusOf('GET', '/_emulator/state', headers)).toBe(status);
  });
});

describe('LOCAL pages from elsewhere control nothing', () => {
  const controls = [
    ['GET', '/_emulator/state'],
    ['GET', '/_emulator/requests'],
    ['POST', '/_emulator/reset'],
    ['DELETE', '/_emulator/faults'],
  ] as const;

  test.each(controls)('%s %s', async (method, path) => {
    for (const origin of ['https://elsewhere.example', 'http://localhost:7071', 'null', `https://${own}`]) {
      expect([origin, await statusOf(method, path, { origin })]).toEqual([origin, 403]);
    }
    expect(await statusOf(method, path, { origin: emulator.origin })).toBeLessThan(300);
    expect(await statusOf(method, path, {})).toBeLessThan(300);
  });
});
