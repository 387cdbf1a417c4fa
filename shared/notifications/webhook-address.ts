import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

const MAX_LENGTH = 500;

/**
 * The address that an administrator entered for a webhook, if it may be one: https on its ordinary port, without a user
 * name, of a public host. The host's IP addresses are checked at every call (`isPublicAddress`).
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
  // A host name without a dot is resolved within the network in which the service runs.
  return /\.[a-z][a-z0-9-]*\.?$/i.test(url.hostname) ? url : undefined;
}

/** The range of IPv6 from which public addresses are assigned. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');
/** The address of Azure's platform services (DNS, instance agent) in every virtual network. */
const PLATFORM = '168.63.129.16';

/**
 * Whether an IP address is on the public internet, and not on this machine or in a private network: it is outside
 * IANA's special-purpose registries.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || isIP(address) === 0 || address === PLATFORM) return false;
  const parsed = ipaddr.parse(address);
  return parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6));
}
