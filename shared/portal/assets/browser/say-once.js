/** A reload is to say nothing twice, and what a sign-in brought back is not to stay in the address. */
export function sayOnce() {
  const address = new URL(location.href);
  const said = ['done', 'registered', 'withdrawn'];
  const brought = ['code', 'state', 'session_state', 'iss', 'error', 'error_description', 'error_uri', 'admin_consent'];
  for (const name of [...said, ...brought, 'tenant', 'scope']) address.searchParams.delete(name);
  if (address.href !== location.href) history.replaceState(null, '', address);
}
