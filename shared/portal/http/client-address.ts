import ipaddr from 'ipaddr.js';

/**
 * The client's network for rate limiting, from `X-Forwarded-For`. Only the last entry is trusted, since the platform's
 * front end adds it; the sender can forge the earlier ones.
 *
 * An IPv6 address counts by its first 64 bits, because a subscriber can choose the other 64 freely; an IPv4-mapped one
 * counts as a whole. Without a front end (local stack) all requests count as one network.
 */
export function clientAddress(forwardedFor: string | null): string {
  const last = forwardedFor?.split(',').at(-1)?.trim() ?? '';
  const bracketed = /^\[([^\]]*)\]/.exec(last)?.[1];
  const unzoned = (bracketed ?? last).replace(/%.*$/, '');
  if (!ipaddr.IPv6.isValid(unzoned)) return bracketed ?? last.replace(/:\d+$/, '');
  const address = ipaddr.IPv6.parse(unzoned);
  if (address.isIPv4MappedAddress()) return `[${address.toRFC5952String()}]`;
  const network = address.parts.slice(0, 4);
  return network.map((part) => part.toString(16)).join(':');
}
