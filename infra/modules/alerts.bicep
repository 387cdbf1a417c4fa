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

@description('Id of Application Insights, which asks the app whether it runs.')
param applicationInsightsId string

@description('Where the app answers.')
param portalBaseUrl string

@description('Id of the database account.')
param cosmosAccountId string

@description('Id of the vault.')
param vaultId string

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
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

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: last(split(workspaceId, '/'))
}

// For people who ask: the runbook's queries begin with it. The alerts do not, so that they need nothing but the log.
resource eventsFunction 'Microsoft.OperationalInsights/workspaces/savedSearches@2025-07-01' = {
  parent: workspace
  name: 'meishi-sync-events'
  properties: {
    category: 'meishi-sync'
    displayName: 'Events of meishi-sync'
    functionAlias: 'MeishiSyncEvents'
    query: events
  }
  // Without it, a second deployment is refused because the search is there.
  etag: '*'
}

@description('Alerts on the log: each fires when its query finds a row.')
var logAlerts = [
  {
    name: 'syncs-not-asked-for'
    severity: 1
    runbook: 'nobody-is-synced'
    title: 'The timer has not asked for syncs for three minutes'
    query: '${events} | where event == "slots-served" | summarize served = count() | where served == 0'
    // Three minutes without a tick, and two that a line takes into the log.
    window: 'PT5M'
    every: 'PT1M'
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
  // The host gives up what is no base64 or no UTF-8 without asking the app, so no event tells of it, and the platform has
  // no length of one queue. So the length follows from the log of the queues: what was put in for more than 15 minutes
  // and not taken out, of one day.
  {
    name: 'poison-queue'
    severity: 2
    runbook: 'a-poison-queue-fills'
    title: 'A message lies in a poison queue, and nothing takes it out'
    query: 'StorageQueueLogs | where OperationName in ("PutMessage", "DeleteMessage") and StatusCode startswith "20" | extend queue = extract("/([a-z-]+-poison)/messages", 1, Uri) | where isnotempty(queue) | summarize put = countif(OperationName == "PutMessage" and TimeGenerated < ago(15m)), taken = countif(OperationName == "DeleteMessage") by queue | where put > taken'
    window: 'P1D'
    every: 'PT15M'
  }
  {
    name: 'ledger-digest'
    severity: 3
    runbook: 'a-ledger-and-its-digest-differ'
    title: 'The ledger of a link and its digest differ'
    query: '${events} | where event == "ledger-digest-wrong"'
    window: 'P1D'
    every: 'PT1H'
  }
  {
    name: 'unknown-answers'
    severity: 3
    runbook: 'microsoft-graph-says-something-new'
    title: 'Microsoft Graph answers with a code that we do not know'
    query: '${events} | where event == "answer-unknown" | summarize times = count() by code = tostring(e.code) | where times >= 3'
    window: 'P1D'
    every: 'PT1H'
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
    // A workspace that is seconds old does not have the tables yet, and would refuse the query.
    skipQueryValidation: true
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

@description('The alert on an app that does not answer.')
var probeAlert = {
  name: 'does-not-answer'
  runbook: 'the-app-does-not-answer'
  title: '/healthz does not answer with 200'
}

// Without functions the host still answers, and an app that cannot start writes no event: this is seen from outside only.
// Three places ask every five minutes each, the shortest time there is, so one of them about every hundred seconds.
// Costs 26,000 runs a month, billed by the run.
resource probe 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'meishi-sync-${probeAlert.name}'
  location: location
  // By this tag Application Insights finds its tests.
  tags: union(tags, { 'hidden-link:${applicationInsightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: 'meishi-sync-${probeAlert.name}'
    Name: 'meishi-sync: /healthz'
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    // Japan East, East Asia, Southeast Asia.
    Locations: [
      { Id: 'apac-jp-kaw-edge' }
      { Id: 'apac-hk-hkn-azr' }
      { Id: 'apac-sg-sin-azr' }
    ]
    Request: {
      RequestUrl: '${portalBaseUrl}/healthz'
      HttpVerb: 'GET'
      FollowRedirects: false
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 7
    }
  }
}

resource onProbe 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'meishi-sync-${probeAlert.name}'
  location: 'global'
  tags: union(tags, {
    'hidden-link:${applicationInsightsId}': 'Resource'
    'hidden-link:${probe.id}': 'Resource'
  })
  properties: {
    description: '${probeAlert.title}. What to do: docs/operating.md#${probeAlert.runbook}'
    enabled: true
    severity: 1
    scopes: [probe.id, applicationInsightsId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: probe.id
      componentId: applicationInsightsId
      // Two of three: one place alone may have its own trouble with the network.
      failedLocationCount: 2
    }
    actions: [{ actionGroupId: operators.id }]
  }
}
