/**
 * Makes A-Z small and leaves every other letter as it is. Identifiers (addresses, hosts, tenants, names of headers) are
 * compared so: `toLowerCase` takes U+212A, the Kelvin sign, for a `k`, and two people would have one address.
 */
export function foldAscii(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
