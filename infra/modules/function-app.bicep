@description('Name of the app.')
param name string

@description('Name of the plan; a Flex Consumption app has one of its own.')
param planName string

@description('Region of the app.')
param location string

@description('Tags of the app and its plan.')
param tags { *: string }

@description('Resource id of the app\'s identity.')
param identityId string

@description('Client id of the app\'s identity.')
param identityClientId string

@description('Account of the host\'s leases and of the deployed package.')
param storageAccountName string

@description('Container of the deployed package.')
param deploymentContainerUrl string

@description('Where telemetry goes. It is an address, and opens nothing.')
param applicationInsightsConnectionString string

@description('Most instances that a function may scale out to.')
param maximumInstanceCount int

@description('Subnet of what the app sends. Empty: no network of its own.')
param subnetId string

@description('Id of the log workspace that keeps the log of the host.')
param workspaceId string

@description('The settings of the app, by name.')
param settings { *: string }

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

@description('Settings that the platform, the functions host and the SDKs read.')
var platformSettings = {
  AzureWebJobsStorage__accountName: storageAccountName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsDisableHomepage: 'true'
  // The queue triggers sign in with these; the app itself by AZURE_CLIENT_ID, which DefaultAzureCredential reads.
  SYNC_QUEUE__credential: 'managedidentity'
  SYNC_QUEUE__clientId: identityClientId
  AZURE_CLIENT_ID: identityClientId
  // A little more than the largest form that the app takes, a file of 512 KiB. The host refuses a larger body before it
  // holds it in memory; by default it takes 100 MB, and four of those at once end an instance.
  FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '1100000'
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  // The metrics exporter tells Microsoft about itself otherwise.
  APPLICATION_INSIGHTS_NO_STATSBEAT: 'true'
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    // Certificates for a custom domain. It counts only when the app is made, and cannot be set later, so it is set also
    // without a domain. The published types do not know it yet.
    #disable-next-line BCP037
    siteScopedCertificatesEnabled: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    // Settings that point into the vault are read as this identity.
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      runtime: { name: 'node', version: '24' }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstanceCount
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: [for setting in items(union(settings, platformSettings)): { name: setting.key, value: setting.value }]
    }
  }
}

// What the host prints, also when it cannot send telemetry or finds no function. Costs at most what AppTraces costs, once
// more: an idle host was seen to send 230 MB a day for each instance.
resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'log'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
  }
}

// Deployment goes by Entra only; there is no publishing password.
resource ftpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource scmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

@description('Id of the app.')
output id string = app.id

// Flex Consumption may answer without it; the portal shows it, too, under "Custom domains".
@description('What the TXT record asuid of a custom domain must say.')
output domainVerificationId string = app.properties.?customDomainVerificationId ?? ''

@description('Name of the app.')
output name string = app.name
