@description('Region of the workbook.')
param location string

@description('Tags of the workbook.')
param tags { *: string }

@description('Id of the log workspace that the workbook asks.')
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'meishi-sync')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'meishi-sync'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: string(loadJsonContent('../workbook.json'))
  }
}
