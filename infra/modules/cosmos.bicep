@description('Name of the account.')
param name string

@description('Region of the account.')
param location string

@description('Tags of the account.')
param tags { *: string }

@description('Whether the account answers outside of the app\'s network.')
param isPublic bool

@description('Most request units per second, shared by the containers. 0: serverless.')
param autoscaleMaximum int

@description('Id of the log workspace that keeps the audit log.')
param workspaceId string

@description('Object id of the app\'s identity.')
param appPrincipalId string

@description('Name of the database, as the app knows it.')
var databaseName = 'meishi-sync'

@description('Whether requests are paid one by one.')
var isServerless = autoscaleMaximum == 0

// Deliberate: one zone, like the rest of the service; and reachable from everywhere unless privateEndpoints says otherwise,
// since no key opens it, but only the app's identity.
resource account 'Microsoft.DocumentDB/databaseAccounts@2026-03-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [{ locationName: location, failoverPriority: 0 }]
    // Heads are fenced by their etag, so a read that is a moment late does no harm, and costs half.
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    capabilities: isServerless ? [{ name: 'EnableServerless' }] : []
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: { tier: 'Continuous7Days' }
    }
  }
}

// Who changed the account, its network or its roles. Costs next to nothing: a line for each change. Not the requests for
// data, which are a line each and would cost more than the database itself.
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: account
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [{ category: 'ControlPlaneRequests', enabled: true }]
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2026-03-15' = {
  parent: account
  name: databaseName
  properties: {
    resource: { id: databaseName }
    options: isServerless ? {} : { autoscaleSettings: { maxThroughput: autoscaleMaximum } }
  }
}

@description('The containers. Only what a query looks at is indexed. Items of the others are read by their id, which needs no index.')
var containers = [
  { name: 'organizations', partitionKey: ['/id'], expires: false, indexed: [] }
  { name: 'links', partitionKey: ['/organizationId', '/userId'], expires: false, indexed: ['/cardKey/secret/?', '/email/?', '/leftOut/[]/?', '/listed/?', '/organizationId/?', '/parked/?', '/slot/?', '/standing/?', '/state/generation/?', '/sync/lastFailure/code/?', '/type/?'] }
  { name: 'sessions', partitionKey: ['/id'], expires: true, indexed: ['/person/organizationId/?', '/person/providerSession/?', '/person/userId/?'] }
  { name: 'attempts', partitionKey: ['/id'], expires: true, indexed: ['/organizationId/?'] }
  { name: 'activity', partitionKey: ['/organizationId'], expires: true, indexed: ['/address/?', '/at/?', '/userId/?'] }
]

resource databaseContainers 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2026-03-15' = [for container in containers: {
  parent: database
  name: container.name
  properties: {
    resource: {
      id: container.name
      partitionKey: {
        paths: container.partitionKey
        kind: length(container.partitionKey) == 1 ? 'Hash' : 'MultiHash'
        version: 2
      }
      // -1: items expire when they say so themselves.
      defaultTtl: container.expires ? -1 : null
      indexingPolicy: {
        indexingMode: 'consistent'
        includedPaths: [for path in container.indexed: { path: path }]
        excludedPaths: [{ path: '/*' }]
      }
    }
  }
}]

resource itemWorker 'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions@2026-03-15' = {
  parent: account
  name: guid(account.id, 'meishi-sync')
  properties: {
    roleName: 'meishi-sync'
    type: 'CustomRole'
    assignableScopes: [account.id]
    permissions: [
      {
        dataActions: [
          // The SDK looks up the account, the containers and their partitions.
          'Microsoft.DocumentDB/databaseAccounts/readMetadata'
          // Heads, organizations, attempts, sessions.
          'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/read'
          'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/create'
          // Heads, organizations and keys that wait under their etag; patches of sessions and counters count as this, too.
          'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/replace'
          // Ledger rows in a batch with their head, the timer's memory.
          'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/upsert'
          // Attempts that are used up, sessions that end, rows of cards that left.
          'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/delete'
          // The links of a slot or an organization, the rows of a link, cards that were refused, recent activity.
          'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/executeQuery'
          // The app reads no change feed, but Microsoft's reference says that a query by an SDK needs this as well.
          'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/readChangeFeed'
        ]
      }
    ]
  }
}

// Of this database only. No key opens the account, and the role can neither make nor drop a container.
resource readAndWrite 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2026-03-15' = {
  parent: account
  name: guid(account.id, appPrincipalId, itemWorker.id)
  properties: {
    roleDefinitionId: itemWorker.id
    principalId: appPrincipalId
    scope: '${account.id}/dbs/${database.name}'
  }
}

@description('Id of the account.')
output id string = account.id

@description('Address of the account.')
output endpoint string = account.properties.documentEndpoint
