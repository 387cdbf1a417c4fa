import { isIPv6 } from 'node:net';

/**
 * The network that a request came from, out of `X-Forwarded-For`: the last entry is the platform's front end's, earlier
 * ones are whatever the sender wrote. An IPv6 address counts by its first half, since whoever has one has the other half
 * to choose from. Without a front end (on this machine) everybody is one.
 */
export function clientAddress(forwardedFor: string | null): string {
  const last = forwardedFor?.split(',').at(-1)?.trim() ?? '';
  const address = /^\[([^\]]*)\]/.exec(last)?.[1] ?? (isIPv6(last) ? last : last.replace(/:\d+$/, ''));
  return isIPv6(address) ? networkOf(address) : address;
}

/** The first 64 bits, whatever way the address is written; all of an IPv4 address in the form of IPv6. */
function networkOf(address: string): string {
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, '')}]`);
  const [front = '', back] = hostname.slice(1, -1).split('::');
  if (front === '' && back?.startsWith('ffff:')) return hostname;
  const [link, tail] = [groups(front), groups(back ?? '')];
  const zeros = Array.from({ length: back === undefined ? 0 : 8 - link.length - tail.length }, () => '0');
  return [...link, ...zeros, ...tail].slice(0, 4).join(':');
}

function groups(text: string): string[] {
  return text === '' ? [] : text.split(':');
}
