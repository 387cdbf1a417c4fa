@description('Name of the log workspace.')
param workspaceName string

@description('Name of Application Insights.')
param applicationInsightsName string

@description('Region of both.')
param location string

@description('Tags of both.')
param tags { *: string }

@description('How many days logs are kept.')
param retentionDays int

@description('Object id of the app\'s identity.')
param appPrincipalId string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    // Reading takes a role on the workspace; there is no key that reads or writes.
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: applicationInsightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    // The connection string is an address only: who sends must show an Entra token.
    DisableLocalAuth: true
  }
}

@description('The built-in role Monitoring Metrics Publisher.')
var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

// The functions host and the app send their telemetry.
resource sendTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(applicationInsights.id, appPrincipalId, monitoringMetricsPublisher)
  scope: applicationInsights
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

@description('Id of the log workspace.')
output workspaceId string = workspace.id

@description('Id of Application Insights.')
output applicationInsightsId string = applicationInsights.id

@description('Where telemetry goes. It is an address, and opens nothing.')
output applicationInsightsConnectionString string = applicationInsights.properties.ConnectionString
