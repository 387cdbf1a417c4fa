// Mail of the app, sent with its identity. Both resources are global; what they store stays in dataLocation.
@description('Name of the communication service.')
param name string

@description('Name of the email service.')
param emailServiceName string

@description('Tags of both.')
param tags { *: string }

@description('Geography in which messages are stored. Fixed when the services are made.')
param dataLocation string

@description('A domain of one\'s own to send from. Empty: only the domain that Azure manages.')
param ownDomain string

@description('Whether that domain is verified. Before, a service that names it is refused, so mail comes from the managed one.')
param isOwnDomainVerified bool

@description('Object id of the app\'s identity.')
param appPrincipalId string

resource emailService 'Microsoft.Communication/emailServices@2023-04-01' = {
  name: emailServiceName
  location: 'global'
  tags: tags
  properties: { dataLocation: dataLocation }
}

resource managed 'Microsoft.Communication/emailServices/domains@2023-04-01' = {
  parent: emailService
  name: 'AzureManagedDomain'
  location: 'global'
  tags: tags
  // Deliberate: nobody follows who opens a mail.
  properties: { domainManagement: 'AzureManaged', userEngagementTracking: 'Disabled' }
}

resource own 'Microsoft.Communication/emailServices/domains@2023-04-01' = if (!empty(ownDomain)) {
  parent: emailService
  // A module is not asked for a domain without a name.
  name: empty(ownDomain) ? 'none' : ownDomain
  location: 'global'
  tags: tags
  properties: { domainManagement: 'CustomerManaged', userEngagementTracking: 'Disabled' }
}

@description('Whether mail comes from the domain of one\'s own.')
var sendsFromOwn = !empty(ownDomain) && isOwnDomainVerified

resource service 'Microsoft.Communication/communicationServices@2023-04-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    linkedDomains: [sendsFromOwn ? own.id : managed.id]
  }
}

// There is no data action for mail. These are what was reported to be enough; the built-in Communication and Email
// Service Owner may read the keys as well.
resource mailSender 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(service.id, 'mail-sender')
  properties: {
    roleName: 'meishi-sync mail sender (${name})'
    description: 'Sends mail.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          'Microsoft.Communication/CommunicationServices/Read'
          'Microsoft.Communication/CommunicationServices/Write'
          'Microsoft.Communication/EmailServices/Write'
        ]
        dataActions: []
      }
    ]
  }
}

resource sendMail 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(service.id, appPrincipalId, mailSender.id)
  scope: service
  properties: {
    roleDefinitionId: mailSender.id
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

@description('Endpoint for the app.')
output endpoint string = 'https://${service.properties.hostName}'

@description('The sender of every mail. Each domain has this name from the start.')
output sender string = 'DoNotReply@${sendsFromOwn ? ownDomain : managed.properties.fromSenderDomain}'

@description('What a domain takes at first: mails per minute and per hour.')
output pace string = sendsFromOwn ? '30/100' : '5/10'
