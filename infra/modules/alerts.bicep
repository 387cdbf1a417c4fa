// Alerts that ask somebody to act; docs/operating.md says how, under the heading that each names.
@description('Name of the group that is told.')
param actionGroupName string

@description('Region of the rules; the group and metric rules are global.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Address of whoever is told.')
param email string

@description('Id of the log workspace that the rules ask.')
param workspaceId string

@description('Id of the database account.')
param cosmosAccountId string

@description('Id of the vault.')
param vaultId string

resource operators 'Microsoft.Insights/actionGroups@2024-10-01-preview' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'meishi-sync'
    enabled: true
    emailReceivers: [{ name: 'operators', emailAddress: email, useCommonAlertSchema: true }]
  }
}

@description('The events: the app writes one line of JSON for each, see shared/telemetry/events.ts.')
var events = 'AppTraces | where Message has \'"event":\' | extend e = parse_json(substring(Message, indexof(Message, "{"))) | extend event = tostring(e.event)'

@description('Alerts on the log: each fires when its query finds a row.')
var logAlerts = [
  {
    name: 'syncs-not-asked-for'
    severity: 1
    runbook: 'nobody-is-synced'
    title: 'The timer has not asked for syncs for 10 minutes'
    query: '${events} | where event == "slots-served" | summarize served = count() | where served == 0'
    window: 'PT10M'
    every: 'PT5M'
  }
  // Of the links in service. One or two late ones are their owners' matter, and their screens say what to do.
  {
    name: 'freshness'
    severity: 2
    runbook: 'cards-are-late'
    title: 'More than 1 % of the links had no successful look for 45 minutes'
    query: '${events} | where event == "run-ended" | summarize good = maxif(TimeGenerated, tostring(e.end) in ("unchanged", "finished")) by link = tostring(e.linkId) | summarize links = count(), late = countif(isnull(good) or good < ago(45m)) | where late > 2 and late > links * 0.01'
    window: 'PT2H'
    every: 'PT15M'
  }
  {
    name: 'poison'
    severity: 2
    runbook: 'a-message-was-given-up'
    title: 'A message failed five times and was given up'
    query: '${events} | where event in ("message-poisoned", "message-unreadable")'
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'tenant-refuses'
    severity: 2
    runbook: 'a-tenant-refuses'
    title: 'All of an organization is refused: its consent is missing, or its tenant blocks the app'
    query: '${events} | where event == "run-failed" and tostring(e.code) == "consent-missing" | summarize links = dcount(tostring(e.linkId)) by organization = tostring(e.organizationId) | where links >= 3'
    window: 'PT1H'
    every: 'PT15M'
  }
  {
    name: 'credential'
    severity: 0
    runbook: 'our-own-credential-fails'
    title: 'Microsoft refuses our own credential: nobody can be synced'
    query: '${events} | where event == "credential-failed"'
    window: 'PT15M'
    every: 'PT5M'
  }
  {
    name: 'requests-fail'
    severity: 2
    runbook: 'pages-fail'
    title: 'Pages or callbacks failed without a reason that we know'
    query: '${events} | where event in ("request-failed", "key-line-failed", "key-claim-failed")'
    window: 'PT15M'
    every: 'PT15M'
  }
  // One bad address is its owner's matter; when nothing arrives, it is the mail server's or ours.
  {
    name: 'notices'
    severity: 3
    runbook: 'notices-do-not-arrive'
    title: 'Notices by mail fail, and none was sent for a day'
    query: '${events} | where event in ("notice-sent", "notice-failed") | where tostring(e.channel) == "mail" | summarize failed = countif(event == "notice-failed"), sent = countif(event == "notice-sent") | where failed >= 3 and sent == 0'
    window: 'P1D'
    every: 'PT1H'
  }
]

resource onLog 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [for alert in logAlerts: {
  name: 'meishi-sync-${alert.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: alert.title
    description: 'What to do: docs/operating.md#${alert.runbook}'
    enabled: true
    severity: alert.severity
    scopes: [workspaceId]
    evaluationFrequency: alert.every
    windowSize: alert.window
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: alert.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [operators.id] }
  }
}]

@description('Alerts on metrics of the platform.')
var metricAlerts = [
  {
    name: 'vault-throttled'
    runbook: 'the-vault-throttles'
    title: 'Key Vault refused requests because they were too many'
    resourceId: vaultId
    namespace: 'Microsoft.KeyVault/vaults'
    metric: 'ServiceApiResult'
  }
  {
    name: 'database-throttled'
    runbook: 'the-database-throttles'
    title: 'Cosmos DB refused requests because they were too many'
    resourceId: cosmosAccountId
    namespace: 'Microsoft.DocumentDB/databaseAccounts'
    metric: 'TotalRequests'
  }
]

resource onMetric 'Microsoft.Insights/metricAlerts@2026-01-01' = [for alert in metricAlerts: {
  name: 'meishi-sync-${alert.name}'
  location: 'global'
  tags: tags
  properties: {
    description: '${alert.title}. What to do: docs/operating.md#${alert.runbook}'
    enabled: true
    severity: 3
    scopes: [alert.resourceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'refused'
          metricNamespace: alert.namespace
          metricName: alert.metric
          dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['429'] }]
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 100
        }
      ]
    }
    actions: [{ actionGroupId: operators.id }]
  }
}]
