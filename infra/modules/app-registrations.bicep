// The registrations for Microsoft 365, and that of the portal where a company signs in with its own tenant. Of a vendor's
// portal the client is registered at the card system's provider.
extension microsoftGraphV1

@description('Begins the unique names of the registrations, by which they are found again.')
param uniqueNamePrefix string

@description('Where people come back to after a sign-in or a consent.')
param portalBaseUrl string

@description('Whether everything is for the people of this tenant alone, who sign in at the portal with it.')
param isCompany bool

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

@description('Delegated permissions of the portal, which reads nothing but who signs in.')
var portalPermissions = ['openid', 'profile', 'email']

@description('Those of the portal, as Microsoft Graph publishes them.')
var portalScopes = filter(graph.oauth2PermissionScopes, (scope) => contains(portalPermissions, scope.value))

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

@description('Whose accounts can use the registrations. A vendor has customers, which are other tenants; personal accounts never can.')
var audience = isCompany ? 'AzureADMyOrg' : 'AzureADMultipleOrgs'

@description('What the portal reads of who signs in, beside what every ID token says.')
var portalClaims = ['acct', 'email', 'login_hint', 'sid', 'upn', 'xms_edov']

resource portal 'Microsoft.Graph/applications@v1.0' = if (isCompany) {
  uniqueName: '${uniqueNamePrefix}-portal'
  displayName: 'meishi-sync'
  signInAudience: 'AzureADMyOrg'
  // The role is only made here. To assign it by template would need AppRoleAssignment.ReadWrite.All, and a second
  // deployment of an assignment fails.
  appRoles: [
    {
      id: guid(uniqueNamePrefix, 'administrator')
      value: 'administrator'
      displayName: 'Administrator'
      description: 'May connect Microsoft 365, supply API keys and change the settings of meishi-sync.'
      allowedMemberTypes: ['User']
      isEnabled: true
    }
  ]
  optionalClaims: { idToken: map(portalClaims, (claim) => { name: claim }) }
  web: {
    homePageUrl: portalBaseUrl
    logoutUrl: '${portalBaseUrl}/sign-out/front-channel'
    redirectUris: [
      '${portalBaseUrl}/sign-in/callback'
      '${portalBaseUrl}/'
    ]
    implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false }
  }
  requiredResourceAccess: [
    {
      resourceAppId: graph.appId
      resourceAccess: map(portalScopes, (scope) => { id: scope.id, type: 'Scope' })
    }
  ]
}

// Without it nobody could sign in, and no role be assigned, before somebody has consented.
resource portalPrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = if (isCompany) {
  appId: portal!.appId
}

resource portalTrust 'Microsoft.Graph/applications/federatedIdentityCredentials@v1.0' = if (isCompany) {
  name: '${portal!.uniqueName}/managed-identity'
  issuer: trust.issuer
  subject: trust.subject
  audiences: trust.audiences
}

resource contacts 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: '${uniqueNamePrefix}-contacts'
  displayName: 'meishi-sync (contacts)'
  signInAudience: audience
  // The roles of who consents (claim wids) prove that it was an administrator.
  groupMembershipClaims: 'DirectoryRole'
  // Who is a guest, and by what to find an account again.
  optionalClaims: { idToken: [{ name: 'acct' }, { name: 'login_hint' }] }
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
  signInAudience: audience
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

@description('Client id of the portal\'s registration; empty without it.')
output portalClientId string = isCompany ? portal!.appId : ''

@description('Client id of the registration for contacts.')
output contactsClientId string = contacts.appId

@description('Client id of the registration for mail; empty without it.')
output mailClientId string = mailCapability ? mail!.appId : ''
