import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { untilReady } from '../../infra/scripts/until-ready.ts';

/** A portal that answers one status after the other, the last one for ever. */
let server: Server;
let portal: string;
let statuses: number[] = [];
beforeAll(async () => {
  server = createServer((_, response) => {
    const [status = 200] = statuses;
    if (statuses.length > 1) statuses.shift();
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  portal = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function hear(answers: number[], at = portal) {
  statuses = answers;
  const said: string[] = [];
  let pauses = 0;
  await untilReady({ portal: at, say: (line) => said.push(line), pause: async () => (pauses += 1) });
  return { said: said.join('\n'), pauses };
}

describe('DEPLOY what follows a deployment', () => {
  test('after a deployment, the portal’s address and the first steps are told once it is ready', async () => {
    const { said, pauses } = await hear([404, 503, 200]);
    expect(pauses).toBe(2);
    for (const path of ['/', '/organization/microsoft-365/deployment', '/organization/microsoft-365', '/help']) {
      expect(said).toContain(`${portal}${path}`);
    }
  });

  test('an app that does not become ready does not end the deployment, and what it answered is told', async () => {
    const { said, pauses } = await hear([503]);
    expect(pauses).toBe(17);
    expect(said).toContain(`The portal: ${portal}/`);
    expect(said).toContain('/readyz answered 503');
    expect((await hear([], 'http://127.0.0.1:9')).said).toContain('no answer');
  });
});
