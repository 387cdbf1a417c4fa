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

@description('The settings of the app, by name.')
param settings { *: string }

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
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
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  // The metrics exporter tells Microsoft about itself otherwise.
  APPLICATION_INSIGHTS_NO_STATSBEAT: 'true'
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
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

// Deployment goes by Entra only; there is no publishing password.
resource ftpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource scmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

@description('Name of the app.')
output name string = app.name
