/**
 * Only a path of ours, so that nobody is sent elsewhere: `//other.example` is a path to a parser of addresses, and another
 * host to a browser.
 */
export function returnPath(wanted: string | null): string {
  return wanted !== null && PATH.test(wanted) ? wanted : '/';
}

/** Where a request leads within ours, with what was asked for besides the language. */
export function ownAddress(url: string): string {
  const { pathname, searchParams } = new URL(url);
  searchParams.delete('lang');
  return searchParams.size === 0 ? returnPath(pathname) : `${returnPath(pathname)}?${searchParams.toString()}`;
}

/** The slash between two parts is never optional: else there would be countless ways to read one long part. */
const PATH = /^\/(?:[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*\/?)?$/;
