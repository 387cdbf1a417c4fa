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

// The rules that every group has are enough for the app: nothing comes in from the internet this way, everything may go out.
resource appRules 'Microsoft.Network/networkSecurityGroups@2025-07-01' = {
  name: '${name}-app'
  location: location
  tags: tags
  properties: {}
}

// The app, and whoever runs the script for the secrets in the network.
resource endpointRules 'Microsoft.Network/networkSecurityGroups@2025-07-01' = {
  name: '${name}-endpoints'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'https-of-the-network'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'VirtualNetwork'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '443'
        }
      }
      {
        name: 'nothing-else'
        properties: {
          priority: 4096
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
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
          networkSecurityGroup: { id: appRules.id }
          // Without the gateway this is the way to Microsoft 365 and to the cards. What it is by default depends on the
          // version of this API.
          defaultOutboundAccess: !fixedOutboundIp
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
          networkSecurityGroup: { id: endpointRules.id }
          // Otherwise the rules do not hold for private endpoints.
          privateEndpointNetworkPolicies: 'NetworkSecurityGroupEnabled'
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
