import ipaddr from 'ipaddr.js';

/**
 * The network that a request came from, out of `X-Forwarded-For`: the last entry is the platform's front end's, earlier
 * ones are whatever the sender wrote. An IPv6 address counts by its first half, since whoever has one has the other half
 * to choose from; one that is an IPv4 address counts as a whole. Without a front end (on this machine) everybody is one.
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
