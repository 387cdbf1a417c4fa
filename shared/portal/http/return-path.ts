/**
 * What a screen's address may say beside its path: which part of a list it shows, or of whom it is. Anything else, as
 * the answer of a sign-in or what a page said once, does not go along.
 */
const KEPT = ['standing', 'view', 'after', 'before', 'for', 'user', 'key'];

/** A word of ours, a moment, or a sealed value. */
const KEPT_VALUE = /^[\w.:~-]{1,1500}$/;

/**
 * A safe address to redirect to after sign-in: a path of this portal, with what `KEPT` names of its query. Prevents open
 * redirects; `//other.example`, which URL parsers take for a path and browsers for another host, is rejected.
 */
export function returnPath(wanted: string | null): string {
  const [path = '', query = ''] = (wanted ?? '').split('?', 2);
  if (ownPath(path) === '/' || SIGN_IN.test(path)) return '/';
  const said = new URLSearchParams(query);
  const kept = new URLSearchParams();
  for (const name of KEPT) {
    const value = said.get(name) ?? '';
    if (KEPT_VALUE.test(value)) kept.set(name, value);
  }
  return kept.size === 0 ? path : `${path}?${kept}`;
}

/** The path and query of a request without the language parameter. */
export function ownAddress(url: string): string {
  const { pathname, searchParams } = new URL(url);
  searchParams.delete('lang');
  return searchParams.size === 0 ? ownPath(pathname) : `${ownPath(pathname)}?${searchParams.toString()}`;
}

function ownPath(path: string): string {
  return PATH.test(path) ? path : '/';
}

/** Addresses of the sign-in itself, which would begin it again or take a visit for its answer. */
const SIGN_IN = /^\/(?:sign-in|sign-out)(?:\/|$)/i;

/**
 * The slash between two segments is mandatory; if it were optional, long segments would cause exponential
 * backtracking.
 */
const PATH = /^\/(?:[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*\/?)?$/;
