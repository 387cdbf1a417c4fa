/**
 * A token of a user-assigned managed identity, which an app registration that trusts the identity takes in place of a
 * secret (federated credential, RFC 7523). Fails with MSAL's error, which names no secret.
 *
 * @param clientId client id of the managed identity
 */
export async function managedIdentityAssertion(clientId: string): Promise<string> {
  const { ManagedIdentityApplication } = await import('@azure/msal-node');
  const identity = new ManagedIdentityApplication({ managedIdentityIdParams: { userAssignedClientId: clientId } });
  const { accessToken } = await identity.acquireToken({ resource: 'api://AzureADTokenExchange' });
  return accessToken;
}
