targetScope = 'subscription'

@description('Name of the azd environment. It becomes part of every name.')
@minLength(1)
@maxLength(40)
param environmentName string

// As in Microsoft's quickstart for Flex Consumption, which is not offered everywhere. A region that it came to since is
// added here; az functionapp list-flexconsumption-locations has them all.
@description('Region of everything.')
@allowed([
  'australiaeast'
  'australiasoutheast'
  'brazilsouth'
  'canadacentral'
  'centralindia'
  'centralus'
  'eastasia'
  'eastus'
  'eastus2'
  'francecentral'
  'germanywestcentral'
  'italynorth'
  'japaneast'
  'koreacentral'
  'northcentralus'
  'northeurope'
  'norwayeast'
  'southafricanorth'
  'southcentralus'
  'southeastasia'
  'southindia'
  'spaincentral'
  'swedencentral'
  'uaenorth'
  'uksouth'
  'ukwest'
  'westcentralus'
  'westeurope'
  'westus'
  'westus2'
  'westus3'
])
@metadata({ azd: { type: 'location' } })
param location string

@description('Object id of whoever deploys: may write secrets into the vault, but not read them. Empty: nobody.')
param deployerPrincipalId string = deployer().objectId

@description('What kind of account that is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param deployerPrincipalType string = 'User'

@description('Who signs people in at the portal: entra, the tenant of this deployment, for a company; or openid, the card system\'s OpenID provider, for its vendor.')
@allowed(['entra', 'openid'])
param portalSignIn string = 'entra'

@description('entra: object ids of the first administrators, separated by commas. Others get the app role "administrator". Empty: who deploys.')
param portalAdministrators string = ''

@description('entra: the company\'s name, as the screens show it. Empty: that of the tenant.')
param organizationName string = ''

@description('openid: issuer of the card system\'s OpenID provider.')
param portalOidcIssuer string = ''

@description('openid: the portal\'s client id there.')
param portalOidcClientId string = ''

@description('openid: plans that include the feature, separated by commas.')
param portalEntitledPlans string = ''

@description('openid: claim of the ID token that names the organization.')
param portalClaimOrganization string = 'organization'

@description('openid: claim of the ID token that names the role.')
param portalClaimRole string = 'role'

@description('openid: claim of the ID token that names the contract plan.')
param portalClaimPlan string = 'plan'

@description('openid: value of the role claim that makes an administrator.')
param portalAdministratorRole string = 'administrator'

@description('Hosts that the address of a card page may have, separated by commas.')
param cardUrlHosts string = 'sansan.com'

@description('Whether tenants can also consent to reading mail. It has an app registration of its own.')
param mailCapability bool = false

@description('Host name under which people reach the portal. Its CNAME and asuid TXT record must be there before. Empty: the app\'s own name.')
param customDomain string = ''

@description('One static outbound address, by a NAT gateway, which costs money also when idle.')
param fixedOutboundIp bool = false

@description('Storage, Cosmos DB and Key Vault are reached from the app\'s network only.')
param privateEndpoints bool = false

@description('Nobody can erase a deleted secret before its 7 days are over. It cannot be switched off again.')
param purgeProtection bool = false

@description('Most request units per second of the database, in thousands: 1000, 2000 and so on. 0: serverless. Fixed when the account is made.')
@minValue(0)
@maxValue(1000000)
param cosmosAutoscaleMaximum int = 0

@description('Most instances that a function may scale out to. Some regions refuse less than 40.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Whom to tell of a weakness of the service: an address that begins with mailto: or https:. Empty: nobody is named.')
param securityContact string = ''

@description('When the database was last restored (2026-04-10T12:00:00.000Z). Every link then lists its folder first.')
param databaseRestoredAt string = ''

@description('The address that mail comes from by a mail server of one\'s own, whose address is the secret smtp-url in the vault. Empty: mail goes by Azure Communication Services, without a secret.')
param noticeFrom string = ''

@description('A domain of one\'s own for mail by Azure Communication Services. Empty: one that Azure manages.')
param mailDomain string = ''

@description('Whether the records of that domain are verified.')
param mailDomainVerified bool = false

@description('Geography in which Azure Communication Services stores messages. Fixed when it is made.')
param mailDataLocation string = 'Japan'

@description('Mails per minute and per hour, as 30/100, after Microsoft raised them. Empty: what the sender\'s domain takes at first.')
param noticePace string = ''

@description('Who is told of an alert. Empty: whoever deploys, by the name with which that account signs in.')
param alertEmail string = ''

@description('Beginnings of names by kind of resource.')
var abbreviations = loadJsonContent('abbreviations.json')

@description('Makes names unique in the world, the same at every deployment.')
var token = uniqueString(subscription().id, environmentName, location)

@description('Tags of every resource. By azd-env-name azd finds what belongs to its environment.')
var tags = { 'azd-env-name': environmentName, application: 'meishi-sync' }

@description('Name of the app, which is part of its address.')
var functionAppName = '${abbreviations.functionApp}${token}'

@description('Where people reach the portal.')
var portalBaseUrl = 'https://${empty(customDomain) ? '${functionAppName}.azurewebsites.net' : customDomain}'

@description('Most request units per second, or the end of a deployment that the database would refuse much later.')
var autoscaleMaximum = cosmosAutoscaleMaximum % 1000 == 0
  ? cosmosAutoscaleMaximum
  : fail('COSMOS_AUTOSCALE_MAXIMUM must be 0 or a multiple of 1000.')

@description('Who is told of an alert, or the end of a deployment by an account that has no address.')
var alertRecipient = !empty(alertEmail)
  ? alertEmail
  : contains(deployer().userPrincipalName, '@')
      ? deployer().userPrincipalName
      : fail('ALERT_EMAIL must be set: who deploys is a service principal.')

@description('What belongs to the card system\'s provider, as far as it is set.')
var givenOfProvider = filter([portalOidcIssuer, portalOidcClientId, portalEntitledPlans], (value) => !empty(value))

@description('Whether people sign in with the tenant of this deployment. It ends here when that is not clear.')
var isCompany = length(givenOfProvider) == (portalSignIn == 'entra' ? 0 : 3)
  ? portalSignIn == 'entra'
  : fail('PORTAL_OIDC_ISSUER, PORTAL_OIDC_CLIENT_ID and PORTAL_ENTITLED_PLANS: set all three with PORTAL_SIGN_IN=openid, and none without it.')

@description('Who deploys, where that is a person: of a group or a service principal no sign-in says the id.')
var deployingPerson = deployerPrincipalType == 'User' ? deployerPrincipalId : ''

@description('Whether the app gets a network.')
var hasNetwork = fixedOutboundIp || privateEndpoints

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: '${abbreviations.resourceGroup}${environmentName}'
  location: location
  tags: tags
  properties: {}
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: '${abbreviations.managedIdentity}${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: '${abbreviations.logWorkspace}${token}'
    applicationInsightsName: '${abbreviations.applicationInsights}${token}'
    location: location
    tags: tags
    retentionDays: logRetentionDays
    appPrincipalId: identity.outputs.principalId
  }
}

module network 'modules/network.bicep' = if (hasNetwork) {
  scope: group
  params: {
    name: '${abbreviations.virtualNetwork}${token}'
    natGatewayName: '${abbreviations.natGateway}${token}'
    publicIpName: '${abbreviations.publicIp}${token}'
    location: location
    tags: tags
    fixedOutboundIp: fixedOutboundIp
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: '${abbreviations.storageAccount}${token}'
    location: location
    tags: tags
    isPublic: !privateEndpoints
    workspaceId: monitoring.outputs.workspaceId
    appPrincipalId: identity.outputs.principalId
  }
}

module cosmos 'modules/cosmos.bicep' = {
  scope: group
  params: {
    name: '${abbreviations.cosmosAccount}${token}'
    location: location
    tags: tags
    isPublic: !privateEndpoints
    autoscaleMaximum: autoscaleMaximum
    workspaceId: monitoring.outputs.workspaceId
    appPrincipalId: identity.outputs.principalId
  }
}

module vault 'modules/key-vault.bicep' = {
  scope: group
  params: {
    name: '${abbreviations.keyVault}${token}'
    location: location
    tags: tags
    isPublic: !privateEndpoints
    purgeProtection: purgeProtection
    workspaceId: monitoring.outputs.workspaceId
    appPrincipalId: identity.outputs.principalId
    deployerPrincipalId: deployerPrincipalId
    deployerPrincipalType: deployerPrincipalType
  }
}

module endpoints 'modules/private-endpoints.bicep' = if (privateEndpoints) {
  scope: group
  params: {
    namePrefix: '${abbreviations.privateEndpoint}${token}'
    location: location
    tags: tags
    virtualNetworkId: network!.outputs.virtualNetworkId
    subnetId: network!.outputs.endpointSubnetId
    storageAccountId: storage.outputs.id
    cosmosAccountId: cosmos.outputs.id
    vaultId: vault.outputs.id
  }
}

module registrations 'modules/app-registrations.bicep' = {
  scope: group
  params: {
    uniqueNamePrefix: 'meishi-sync-${token}'
    portalBaseUrl: portalBaseUrl
    isCompany: isCompany
    mailCapability: mailCapability
    appPrincipalId: identity.outputs.principalId
  }
}

module mail 'modules/mail.bicep' = if (empty(noticeFrom)) {
  scope: group
  params: {
    name: '${abbreviations.communicationService}${token}'
    emailServiceName: '${abbreviations.emailService}${token}'
    tags: tags
    dataLocation: mailDataLocation
    ownDomain: mailDomain
    isOwnDomainVerified: mailDomainVerified
    appPrincipalId: identity.outputs.principalId
  }
}

module app 'modules/function-app.bicep' = {
  scope: group
  params: {
    name: functionAppName
    planName: '${abbreviations.plan}${token}'
    location: location
    // By this tag azd finds the app that the service "app" of azure.yaml is deployed to.
    tags: union(tags, { 'azd-service-name': 'app' })
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    applicationInsightsConnectionString: monitoring.outputs.applicationInsightsConnectionString
    maximumInstanceCount: maximumInstanceCount
    workspaceId: monitoring.outputs.workspaceId
    subnetId: hasNetwork ? network!.outputs.appSubnetId : ''
    settings: {
      PORTAL_BASE_URL: portalBaseUrl
      PORTAL_SIGN_IN: portalSignIn
      PORTAL_TENANT_ID: isCompany ? tenant().tenantId : ''
      PORTAL_APP_CLIENT_ID: registrations.outputs.portalClientId
      PORTAL_APP_MANAGED_IDENTITY: isCompany ? identity.outputs.clientId : ''
      PORTAL_ADMINISTRATORS: isCompany ? (empty(portalAdministrators) ? deployingPerson : portalAdministrators) : ''
      ORGANIZATION_NAME: isCompany ? (empty(organizationName) ? tenant().displayName : organizationName) : ''
      PORTAL_OIDC_ISSUER: isCompany ? '' : portalOidcIssuer
      PORTAL_OIDC_CLIENT_ID: isCompany ? '' : portalOidcClientId
      PORTAL_OIDC_CLIENT_SECRET: isCompany ? '' : '@Microsoft.KeyVault(SecretUri=${vault.outputs.uri}secrets/portal-oidc-client-secret)'
      PORTAL_SESSION_KEY: '@Microsoft.KeyVault(SecretUri=${vault.outputs.uri}secrets/portal-session-key)'
      PORTAL_CLAIM_ORGANIZATION: isCompany ? '' : portalClaimOrganization
      PORTAL_CLAIM_ROLE: isCompany ? '' : portalClaimRole
      PORTAL_CLAIM_PLAN: isCompany ? '' : portalClaimPlan
      PORTAL_ADMINISTRATOR_ROLE: isCompany ? '' : portalAdministratorRole
      PORTAL_ENTITLED_PLANS: isCompany ? '' : portalEntitledPlans
      CONTACTS_APP_CLIENT_ID: registrations.outputs.contactsClientId
      CONTACTS_APP_MANAGED_IDENTITY: identity.outputs.clientId
      MAIL_APP_CLIENT_ID: registrations.outputs.mailClientId
      MAIL_APP_MANAGED_IDENTITY: mailCapability ? identity.outputs.clientId : ''
      CARD_URL_HOSTS: cardUrlHosts
      COSMOS_ENDPOINT: cosmos.outputs.endpoint
      KEY_VAULT_URL: vault.outputs.uri
      SYNC_QUEUE__queueServiceUri: storage.outputs.queueServiceUri
      SMTP_URL: empty(noticeFrom) ? '' : '@Microsoft.KeyVault(SecretUri=${vault.outputs.uri}secrets/smtp-url)'
      COMMUNICATION_ENDPOINT: empty(noticeFrom) ? mail!.outputs.endpoint : ''
      NOTICE_FROM: empty(noticeFrom) ? mail!.outputs.sender : noticeFrom
      NOTICE_PACE: empty(noticePace) && empty(noticeFrom) ? mail!.outputs.pace : noticePace
      SECURITY_CONTACT: securityContact
      DATABASE_RESTORED_AT: databaseRestoredAt
      EGRESS_IPS: fixedOutboundIp ? network!.outputs.outboundIp : ''
    }
  }
  // The start reads the state, so the way to it is there first.
  dependsOn: [endpoints]
}

module domain 'modules/custom-domain.bicep' = if (!empty(customDomain)) {
  scope: group
  params: {
    functionAppName: app.outputs.name
    hostName: customDomain
    location: location
    tags: tags
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    actionGroupName: '${abbreviations.actionGroup}${token}'
    location: location
    tags: tags
    email: alertRecipient
    workspaceId: monitoring.outputs.workspaceId
    applicationInsightsId: monitoring.outputs.applicationInsightsId
    portalBaseUrl: portalBaseUrl
    cosmosAccountId: cosmos.outputs.id
    vaultId: vault.outputs.id
  }
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

@description('Where the portal is.')
output PORTAL_BASE_URL string = portalBaseUrl

@description('For the script that makes the session key and takes the portal\'s client secret.')
output KEY_VAULT_URL string = vault.outputs.uri

@description('For the same script: the app has to fetch again what it has of the vault.')
output FUNCTION_APP_ID string = app.outputs.id

@description('The tenant of the deployment, in which the script signs in.')
output AZURE_TENANT_ID string = tenant().tenantId

@description('What the TXT record asuid of a custom domain must say. Empty: look for it in the portal, under "Custom domains" of the app.')
output CUSTOM_DOMAIN_VERIFICATION_ID string = app.outputs.domainVerificationId

@description('To be shown to administrators who restrict by address; empty without fixedOutboundIp.')
output EGRESS_IPS string = fixedOutboundIp ? network!.outputs.outboundIp : ''

@description('Whether the script has to ask for the secret of the portal\'s client.')
output PORTAL_SIGN_IN string = portalSignIn

@description('Client id of the portal\'s own registration; empty where the card system signs people in.')
output PORTAL_APP_CLIENT_ID string = registrations.outputs.portalClientId

@description('Client id of the registration that is consented to for contacts.')
output CONTACTS_APP_CLIENT_ID string = registrations.outputs.contactsClientId

@description('The same for mail; empty without mailCapability.')
output MAIL_APP_CLIENT_ID string = registrations.outputs.mailClientId
