import type { IncomingMessage } from 'node:http';

const OWN_NAMES = ['localhost', '127.0.0.1'];

/**
 * Whether the request's host name belongs to this machine only. Any other name could be made to resolve to this
 * machine, and a browser would then treat the answer as that site's (DNS rebinding).
 */
export function isForThisMachine({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  return OWN_NAMES.some((name) => headers.host === `${name}:${socket.localPort}`);
}
