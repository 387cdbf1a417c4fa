@description('Begins the name of each endpoint.')
param namePrefix string

@description('Region of the endpoints: that of the network.')
param location string

@description('Tags of all.')
param tags { *: string }

@description('Id of the network in which the private names are known.')
param virtualNetworkId string

@description('Id of the subnet of the endpoints.')
param subnetId string

@description('Id of the storage account.')
param storageAccountId string

@description('Id of the database account.')
param cosmosAccountId string

@description('Id of the vault.')
param vaultId string

@description('What gets an endpoint: its part of the service, and the zone of its private name.')
var services = [
  { name: 'blob', id: storageAccountId, zone: 'privatelink.blob.${environment().suffixes.storage}' }
  { name: 'queue', id: storageAccountId, zone: 'privatelink.queue.${environment().suffixes.storage}' }
  { name: 'Sql', id: cosmosAccountId, zone: 'privatelink.documents.azure.com' }
  { name: 'vault', id: vaultId, zone: 'privatelink.vaultcore.azure.net' }
]

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [for service in services: {
  name: service.zone
  location: 'global'
  tags: tags
  properties: {}
}]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [for (service, index) in services: {
  parent: zones[index]
  name: 'app'
  location: 'global'
  tags: tags
  properties: {
    virtualNetwork: { id: virtualNetworkId }
    registrationEnabled: false
  }
}]

// One after the other: of several at once in one subnet, or two on one account, some fail.
@batchSize(1)
resource endpoints 'Microsoft.Network/privateEndpoints@2025-07-01' = [for service in services: {
  name: '${namePrefix}-${service.name}'
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: service.name
        properties: {
          // The ids are parameters, by way of a variable that the rule does not look into.
          #disable-next-line use-resource-id-functions
          privateLinkServiceId: service.id
          groupIds: [service.name]
        }
      }
    ]
  }
}]

resource records 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-07-01' = [for (service, index) in services: {
  parent: endpoints[index]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: service.name
        properties: { privateDnsZoneId: zones[index].id }
      }
    ]
  }
}]
