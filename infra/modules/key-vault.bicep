// Tokens and API keys of people, and the two secrets of the portal.
@description('Name of the vault.')
param name string

@description('Region of the vault.')
param location string

@description('Tags of the vault.')
param tags { *: string }

@description('Whether the vault answers outside of the app\'s network.')
param isPublic bool

@description('Whether nobody can erase a deleted secret before its days are over.')
param purgeProtection bool

@description('Id of the log workspace that keeps the audit log.')
param workspaceId string

@description('Object id of the app\'s identity.')
param appPrincipalId string

@description('Whoever deploys. Empty: nobody.')
param deployerPrincipalId string

@description('What kind of account whoever deploys is.')
param deployerPrincipalType ('User' | 'Group' | 'ServicePrincipal')

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    // The shortest there is: what could not be erased at an unlink is forgotten after so many days.
    softDeleteRetentionInDays: 7
    // Deliberate: off by default, so that an unlink can erase a token at once. Only true can be said: false is refused, since nobody may switch it off.
    enablePurgeProtection: purgeProtection ? true : null
    // Deliberate: reachable from everywhere unless privateEndpoints says otherwise; it takes a role to read anything.
    publicNetworkAccess: isPublic ? 'Enabled' : 'Disabled'
    networkAcls: {
      defaultAction: isPublic ? 'Allow' : 'Deny'
      bypass: 'None'
    }
  }
}

// Who read or wrote which secret. Names are hashes; values are never logged. Costs about a kilobyte for each request: two
// for a look at a mailbox.
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

// The built-in Key Vault Secrets Officer may list, back up, restore and recover as well.
resource secretKeeper 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(vault.id, 'secret-keeper')
  properties: {
    roleName: 'meishi-sync secret keeper (${name})'
    description: 'Reads, writes and erases secrets by their name.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: []
        dataActions: [
          // A token when a mailbox is needed, an API key when cards are; the portal's secrets at the start.
          'Microsoft.KeyVault/vaults/secrets/getSecret/action'
          // A token after a sign-in and at most weekly, an API key when one is supplied.
          'Microsoft.KeyVault/vaults/secrets/setSecret/action'
          // An unlink deletes, waits until the secret is in the list of deleted ones, and purges.
          'Microsoft.KeyVault/vaults/secrets/delete'
          'Microsoft.KeyVault/vaults/secrets/readMetadata/action'
          'Microsoft.KeyVault/vaults/secrets/purge/action'
        ]
      }
    ]
  }
}

resource keepSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, appPrincipalId, secretKeeper.id)
  scope: vault
  properties: {
    roleDefinitionId: secretKeeper.id
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource secretSetter 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(vault.id, 'secret-setter')
  properties: {
    roleName: 'meishi-sync secret setter (${name})'
    description: 'Sees whether a secret is there and writes it, but cannot read its value.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: []
        dataActions: [
          // infra/scripts/vault-secrets.ts: what is there stays.
          'Microsoft.KeyVault/vaults/secrets/readMetadata/action'
          'Microsoft.KeyVault/vaults/secrets/setSecret/action'
        ]
      }
    ]
  }
}

resource setSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerPrincipalId)) {
  name: guid(vault.id, deployerPrincipalId, secretSetter.id)
  scope: vault
  properties: {
    roleDefinitionId: secretSetter.id
    principalId: deployerPrincipalId
    // Said, so that a service principal that was made a moment ago is not looked for before it is known everywhere.
    principalType: deployerPrincipalType
  }
}

@description('Id of the vault.')
output id string = vault.id

@description('Address of the vault, with a slash at its end.')
output uri string = vault.properties.vaultUri
