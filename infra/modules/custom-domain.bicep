// A name of one's own with a certificate that the platform renews. The name is bound first without a certificate, which
// is issued for bound names only, and then again with it: a later deployment takes it off for a moment.
@description('Name of the app.')
param functionAppName string

@description('Host name under which people reach the portal.')
param hostName string

@description('Region of the certificate: that of the app.')
param location string

@description('Tags of the certificate.')
param tags { *: string }

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: functionAppName
}

resource binding 'Microsoft.Web/sites/hostNameBindings@2025-03-01' = {
  parent: app
  name: hostName
  properties: {
    customHostNameDnsRecordType: 'CName'
    hostNameType: 'Verified'
    sslState: 'Disabled'
  }
}

// Flex Consumption keeps certificates with the app, not with the plan.
resource certificate 'Microsoft.Web/sites/certificates@2025-03-01' = {
  parent: app
  name: replace(hostName, '.', '-')
  location: location
  tags: tags
  properties: {
    canonicalName: hostName
  }
  dependsOn: [binding]
}

module secured 'custom-domain-binding.bicep' = {
  params: {
    functionAppName: functionAppName
    hostName: hostName
    thumbprint: certificate.properties.thumbprint
  }
}
