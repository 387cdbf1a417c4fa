/** Removes from the URL what a sign-in added to it, which must not be sent again on a reload. */
export function sayOnce() {
  const address = new URL(location.href);
  const brought = ['code', 'state', 'session_state', 'iss', 'error', 'error_description', 'error_uri', 'admin_consent'];
  for (const name of [...brought, 'client_info', 'tenant', 'scope']) address.searchParams.delete(name);
  if (address.href !== location.href) history.replaceState(null, '', address);
}
