/** Removes from the URL what must not be shown again on a reload, and what a sign-in added to it. */
export function sayOnce() {
  const address = new URL(location.href);
  const said = ['done', 'registered', 'withdrawn'];
  const brought = ['code', 'state', 'session_state', 'iss', 'error', 'error_description', 'error_uri', 'admin_consent'];
  for (const name of [...said, ...brought, 'client_info', 'tenant', 'scope']) address.searchParams.delete(name);
  if (address.href !== location.href) history.replaceState(null, '', address);
}
