import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

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

/** The part of IPv6 that is given out to the public. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');
/** Azure's platform (DNS, instance agent) answers here, in every network. */
const PLATFORM = '168.63.129.16';

/**
 * Whether an IP address is somewhere on the public internet, and not on this machine or in a network of ours: outside
 * IANA's special-purpose registries.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || isIP(address) === 0 || address === PLATFORM) return false;
  const parsed = ipaddr.parse(address);
  return parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6));
}
