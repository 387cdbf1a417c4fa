@description('Name of the network.')
param name string

@description('Name of the NAT gateway.')
param natGatewayName string

@description('Name of the static address.')
param publicIpName string

@description('Region of all.')
param location string

@description('Tags of all.')
param tags { *: string }

@description('Whether everything goes out by one static address.')
param fixedOutboundIp bool

resource publicIp 'Microsoft.Network/publicIPAddresses@2025-07-01' = if (fixedOutboundIp) {
  name: publicIpName
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
  }
}

resource natGateway 'Microsoft.Network/natGateways@2025-07-01' = if (fixedOutboundIp) {
  name: natGatewayName
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: {
    publicIpAddresses: [{ id: publicIp.id }]
  }
}

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2025-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.0.0.0/24'
          natGateway: fixedOutboundIp ? { id: natGateway.id } : null
          // What a Flex Consumption app needs of its subnet.
          delegations: [
            {
              name: 'functions'
              properties: { serviceName: 'Microsoft.App/environments' }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.0.1.0/24'
          defaultOutboundAccess: false
        }
      }
    ]
  }
}

@description('Id of the network.')
output virtualNetworkId string = virtualNetwork.id

@description('Id of the subnet that the app sends from.')
output appSubnetId string = '${virtualNetwork.id}/subnets/app'

@description('Id of the subnet of the private endpoints.')
output endpointSubnetId string = '${virtualNetwork.id}/subnets/endpoints'

@description('The static address; empty without it.')
output outboundIp string = fixedOutboundIp ? publicIp!.properties.ipAddress : ''
