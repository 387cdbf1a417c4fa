import { BlockList, isIP } from 'node:net';

const MAX_LENGTH = 500;

/**
 * The address that an administrator entered for a webhook, if it may be one: https on its ordinary port, without a user
 * name, of a public host. Where the name leads is found out at every call (`isPublicAddress`).
 *
 * @param onThisMachine the one `host:port` on this machine that is allowed too, for the embedded stack
 */
export function readWebhookAddress(typed: string, onThisMachine: string | undefined): URL | undefined {
  if (typed.length > MAX_LENGTH || !/^[\x21-\x7e]+$/.test(typed) || !URL.canParse(typed)) return undefined;
  const url = new URL(typed);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return undefined;
  if (url.host === onThisMachine) return url.protocol === 'http:' ? url : undefined;
  if (url.protocol !== 'https:' || url.port !== '') return undefined;
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0) return isPublicAddress(literal) ? url : undefined;
  // A name without a dot is of the network that we run in.
  return /\.[a-z][a-z0-9-]*\.?$/i.test(url.hostname) ? url : undefined;
}

/** Networks that are not the public internet: IANA's special-purpose registries, and the platform's own. */
const CLOSED = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  CLOSED.addSubnet(network, prefix, 'ipv4');
// Azure's platform (DNS, instance agent) answers here, in every network.
CLOSED.addAddress('168.63.129.16', 'ipv4');

/** The part of IPv6 that is given out to the public, and what in it leads elsewhere: Teredo, documentation, 6to4. */
const GLOBAL = new BlockList();
GLOBAL.addSubnet('2000::', 3, 'ipv6');
const CLOSED_IPV6 = new BlockList();
CLOSED_IPV6.addSubnet('2001::', 23, 'ipv6');
CLOSED_IPV6.addSubnet('2001:db8::', 32, 'ipv6');
CLOSED_IPV6.addSubnet('2002::', 16, 'ipv6');
CLOSED_IPV6.addSubnet('3fff::', 20, 'ipv6');

/** Whether an IP address is somewhere on the public internet, and not on this machine or in a network of ours. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !CLOSED.check(address, 'ipv4');
    case 6:
      return GLOBAL.check(address, 'ipv6') && !CLOSED_IPV6.check(address, 'ipv6');
    default:
      return false;
  }
}
