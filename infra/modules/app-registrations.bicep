// The registrations that other tenants consent to. The portal's client is registered at the card system's provider.
extension microsoftGraphV1

@description('Begins the unique names of the registrations, by which they are found again.')
param uniqueNamePrefix string

@description('Where people come back to after a sign-in or a consent.')
param portalBaseUrl string

@description('Whether there is a second registration, for reading mail.')
param mailCapability bool

@description('Object id of the managed identity that the registrations trust instead of a secret.')
param appPrincipalId string

// Microsoft Graph has this id in every tenant.
resource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  appId: '00000003-0000-0000-c000-000000000000'
}

// Permissions are looked up by their names while deploying (so by lambdas: a loop must know its items before). A person
// stays blocked after the administrator's consent when one that is asked for is not listed.
@description('Delegated permissions that every sign-in asks for.')
var signIn = ['openid', 'profile', 'offline_access']

@description('Delegated permissions for contacts.')
var contactsPermissions = concat(signIn, ['Contacts.ReadWrite'])

@description('Delegated permissions for mail.')
var mailPermissions = concat(signIn, ['Mail.Read'])

@description('Those for contacts, as Microsoft Graph publishes them.')
var contactsScopes = filter(graph.oauth2PermissionScopes, (scope) => contains(contactsPermissions, scope.value))

@description('Those for mail, as Microsoft Graph publishes them.')
var mailScopes = filter(graph.oauth2PermissionScopes, (scope) => contains(mailPermissions, scope.value))

@description('The federated credential: tokens that Entra ID issued for the managed identity stand in for a secret.')
var trust = {
  // Not environment().authentication.loginEndpoint: the issuer must be written exactly so.
  #disable-next-line no-hardcoded-env-urls
  issuer: 'https://login.microsoftonline.com/${tenant().tenantId}/v2.0'
  subject: appPrincipalId
  audiences: ['api://AzureADTokenExchange']
}

resource contacts 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: '${uniqueNamePrefix}-contacts'
  displayName: 'meishi-sync (contacts)'
  // Customers are other tenants; personal accounts are not.
  signInAudience: 'AzureADMultipleOrgs'
  // The roles of who consents (claim wids) prove that it was an administrator.
  groupMembershipClaims: 'DirectoryRole'
  web: {
    redirectUris: [
      '${portalBaseUrl}/consent/callback'
      '${portalBaseUrl}/consent/proof'
      '${portalBaseUrl}/settings/microsoft-365/linked'
    ]
    implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false }
  }
  requiredResourceAccess: [
    {
      resourceAppId: graph.appId
      resourceAccess: map(contactsScopes, (scope) => { id: scope.id, type: 'Scope' })
    }
  ]
}

resource contactsTrust 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' = {
  name: '${contacts.uniqueName}/managed-identity'
  issuer: trust.issuer
  subject: trust.subject
  audiences: trust.audiences
}

resource mail 'Microsoft.Graph/applications@v1.0' = if (mailCapability) {
  uniqueName: '${uniqueNamePrefix}-mail'
  displayName: 'meishi-sync (mail)'
  signInAudience: 'AzureADMultipleOrgs'
  groupMembershipClaims: 'DirectoryRole'
  web: {
    redirectUris: [
      '${portalBaseUrl}/consent/callback'
      '${portalBaseUrl}/consent/proof'
    ]
    implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false }
  }
  requiredResourceAccess: [
    {
      resourceAppId: graph.appId
      resourceAccess: map(mailScopes, (scope) => { id: scope.id, type: 'Scope' })
    }
  ]
}

resource mailTrust 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' = if (mailCapability) {
  name: '${mail!.uniqueName}/managed-identity'
  issuer: trust.issuer
  subject: trust.subject
  audiences: trust.audiences
}

@description('Client id of the registration for contacts.')
output contactsClientId string = contacts.appId

@description('Client id of the registration for mail; empty without it.')
output mailClientId string = mailCapability ? mail!.appId : ''
