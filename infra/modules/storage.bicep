// The queues, and what the functions host keeps: the deployed package and the leases of its timer.
@description('Name of the account.')
param name string

@description('Region of the account.')
param location string

@description('Tags of the account.')
param tags { *: string }

@description('Whether the account answers outside of the app\'s network.')
param isPublic bool

@description('Id of the log workspace that keeps the log of the queues.')
param workspaceId string

@description('Object id of the app\'s identity.')
param appPrincipalId string

resource account 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  // Deliberate: one zone. What is lost here is asked for again by the next tick of the timer. While the zone is down the
  // service stands still, as it would with the app and the database in one zone; afterwards each link is asked for once.
  sku: { name: 'Standard_LRS' }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    // Deliberate: reachable from everywhere unless privateEndpoints says otherwise; no key opens it, but only the app's identity.
    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
    networkAcls: {
      defaultAction: isPublic ? 'Allow' : 'Deny'
      bypass: 'None'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: account
  name: 'default'
  properties: {}
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = {
  parent: blobs
  name: 'app-package'
  properties: {
    publicAccess: 'None'
  }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2026-04-01' = {
  parent: account
  name: 'default'
  properties: {}
}

// Who put in or took out which message; an alert counts those of the poison queues. What is in a message is never logged.
// Costs about a kilobyte for each message put in, hidden for longer or taken out, so two or more for each look at a mailbox.
// Not the reads: the host polls without end.
resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'log'
  scope: queueService
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'StorageWrite', enabled: true }
      { category: 'StorageDelete', enabled: true }
    ]
  }
}

@description('With the poison queues, so that the host need not be allowed to make any.')
var queueNames = [
  'sync-user'
  'sync-user-poison'
  'sync-user-bulk'
  'sync-user-bulk-poison'
  'clean-up-link'
  'clean-up-link-poison'
  'send-notice'
  'send-notice-poison'
]

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2026-04-01' = [for queueName in queueNames: {
  parent: queueService
  name: queueName
}]

// Each built-in role of queues is too wide or too narrow: sending, taking and hiding messages, but not making or deleting queues.
resource queueWorker 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(account.id, 'queue-worker')
  properties: {
    roleName: 'meishi-sync queue worker (${name})'
    description: 'Sends, takes, hides and deletes messages.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          // How many messages wait: the scale controller asks. Whether the queue is there: /readyz asks.
          'Microsoft.Storage/storageAccounts/queueServices/queues/read'
        ]
        dataActions: [
          // Peek: the scale controller looks how old the first message is.
          'Microsoft.Storage/storageAccounts/queueServices/queues/messages/read'
          // Put and update: the app asks for a run, the host hides a message for longer.
          'Microsoft.Storage/storageAccounts/queueServices/queues/messages/write'
          // Get and delete: the host works messages off.
          'Microsoft.Storage/storageAccounts/queueServices/queues/messages/process/action'
        ]
      }
    ]
  }
}

resource workQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, queueWorker.id)
  scope: account
  properties: {
    roleDefinitionId: queueWorker.id
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

@description('The built-in role Storage Blob Data Owner.')
var storageBlobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'

// What the functions host is documented to need for AzureWebJobsStorage: it makes its own containers, leases blobs for
// the timer, and keeps the deployed package. The app itself reads no blob. Tables, where the host would keep diagnostic
// events that nobody reads, stay closed.
resource hostStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, storageBlobDataOwner)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataOwner)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

@description('Id of the account.')
output id string = account.id

@description('Name of the account.')
output name string = account.name

@description('Address of the queues.')
output queueServiceUri string = account.properties.primaryEndpoints.queue

@description('Container of the deployed package.')
output deploymentContainerUrl string = '${account.properties.primaryEndpoints.blob}${packages.name}'
