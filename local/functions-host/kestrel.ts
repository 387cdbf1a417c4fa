import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

type RequestHead = Pick<IncomingMessage, 'method' | 'url' | 'rawHeaders'>;

/** The longest request line in bytes, and the most header lines (`KestrelServerLimits`). */
const MAX_REQUEST_LINE = 8192;
const MAX_HEADERS = 100;

/**
 * The status with which Kestrel, the web server of the host, refuses a request, with an empty body and before the host
 * sees anything of it. Seen in functions host 4.1037.
 * @returns undefined when it takes the request.
 */
export function refusalOf({ method = '', url = '', rawHeaders }: RequestHead): 400 | 414 | 431 | undefined {
  if (`${method} ${url} HTTP/1.1\r\n`.length > MAX_REQUEST_LINE) return 414;
  const headers = headerLines(rawHeaders);
  if (headers.length > MAX_HEADERS) return 431;
  if (url.includes('#') || /\\|%00/.test(url.replace(/\?.*/s, ''))) return 400;
  const hosts = headers.filter(([name]) => name === 'host').map(([, value]) => value);
  if (hosts.length !== 1) return 400;
  const absolute = URL.parse(url);
  if (absolute !== null && absolute.host !== hosts[0]) return 400;
  return headers.every(([, value]) => isUtf8(bytesOf(value))) ? undefined : 400;
}

/**
 * The headers of a request as the host passes them on: values are UTF-8, and those of repeated headers are joined by
 * commas, including cookies. Seen in functions host 4.1037.
 */
export function readHeaders({ rawHeaders }: RequestHead): Record<string, string> {
  const headers = Map.groupBy(headerLines(rawHeaders), ([name]) => name);
  return Object.fromEntries(
    [...headers].map(([name, lines]) => [name, lines.map(([, value]) => bytesOf(value).toString('utf8')).join(',')]),
  );
}

function headerLines(rawHeaders: readonly string[]): [name: string, value: string][] {
  return rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1] ?? '']] : []));
}

/** Node.js maps each byte of a header to one character (Latin-1). */
function bytesOf(value: string): Buffer {
  return Buffer.from(value, 'latin1');
}
