/**
 * A safe path to redirect to after sign-in. Accepts only paths of this portal, to prevent open redirects;
 * `//other.example`, which URL parsers take for a path and browsers for another host, is rejected.
 */
export function returnPath(wanted: string | null): string {
  return wanted !== null && PATH.test(wanted) ? wanted : '/';
}

/** The path and query of a request without the language parameter. */
export function ownAddress(url: string): string {
  const { pathname, searchParams } = new URL(url);
  searchParams.delete('lang');
  return searchParams.size === 0 ? returnPath(pathname) : `${returnPath(pathname)}?${searchParams.toString()}`;
}

/**
 * The slash between two segments is mandatory; if it were optional, long segments would cause exponential
 * backtracking.
 */
const PATH = /^\/(?:[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*\/?)?$/;
