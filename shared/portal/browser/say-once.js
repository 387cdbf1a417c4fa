/** A reload is to say nothing twice. */
export function sayOnce() {
  const address = new URL(location.href);
  for (const name of ['done', 'registered', 'withdrawn']) address.searchParams.delete(name);
  if (address.href !== location.href) history.replaceState(null, '', address);
}
