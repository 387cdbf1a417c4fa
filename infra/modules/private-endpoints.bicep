param namePrefix string
param location string
param tags object
param virtualNetworkId string
param subnetId string
param storageAccountId string
param cosmosAccountId string
param vaultId string

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
