// The one identity of the app. User-assigned: an app registration trusts no other kind, and roles exist before the app.
@description('Name of the identity.')
param name string

@description('Region of the identity.')
param location string

@description('Tags of the identity.')
param tags { *: string }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
  properties: {}
}

@description('Resource id.')
output id string = identity.id

@description('Client id: by it the app says which identity it means.')
output clientId string = identity.properties.clientId

@description('Object id: roles are given to it.')
output principalId string = identity.properties.principalId
