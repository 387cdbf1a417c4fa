@description('Name of the app.')
param functionAppName string

@description('Host name that is bound.')
param hostName string

@description('Thumbprint of the certificate of that name.')
param thumbprint string

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: functionAppName
}

resource binding 'Microsoft.Web/sites/hostNameBindings@2025-03-01' = {
  parent: app
  name: hostName
  properties: {
    customHostNameDnsRecordType: 'CName'
    hostNameType: 'Verified'
    sslState: 'SniEnabled'
    thumbprint: thumbprint
  }
}
