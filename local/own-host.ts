import type { IncomingMessage } from 'node:http';

const OWN_NAMES = ['localhost', '127.0.0.1'];

/**
 * Whether a request names the server by a name that only this machine has. Any other name can be made to point at this
 * machine, and a browser would then take the answer for that name's own (DNS rebinding).
 */
export function isForThisMachine({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  return OWN_NAMES.some((name) => headers.host === `${name}:${socket.localPort}`);
}
