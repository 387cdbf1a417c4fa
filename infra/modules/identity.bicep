// The one identity of the app. User-assigned: an app registration trusts no other kind, and roles exist before the app.
param name string
param location string
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
  properties: {}
}

output id string = identity.id
output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId
