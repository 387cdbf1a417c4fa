/**
 * Only a path of ours, so that nobody is sent elsewhere: `//other.example` is a path to a parser of addresses, and another
 * host to a browser.
 */
export function ownPath(wanted: string | null): string {
  return wanted !== null && /^\/(?:[A-Za-z0-9_-]+\/?)*$/.test(wanted) ? wanted : '/';
}
