import type { deployment as japanese } from '../ja/deployment.ts';

export const deployment: typeof japanese = {
  title: 'Deployment check',
  explanation: 'Checks that the app can reach everything it needs. Test data is deleted at once.',
  open: 'Check the deployment',
  checkedAt: (time) => `As found at ${time}.`,
  again: 'Check again',
  allGood: 'All is well.',
  someFailed: (count) => `${count === 1 ? 'One problem' : `${count} problems`}. See each item for how to fix it.`,
  columns: { what: 'What was checked', result: 'Result', mend: 'What to do' },
  states: { good: 'Good', skipped: 'Not checked', failed: 'Problem' },
  code: (code) => `Code: ${code}`,
  run: 'Run this where you deployed from:',
  dependencies: {
    database: 'Database (Cosmos DB)',
    vault: 'Key Vault',
    queues: 'Queues (storage account)',
    timer: "The job that runs every minute (the storage account's lease)",
    entra: 'Microsoft Entra ID (the credential of the app)',
    graph: 'Microsoft Graph',
    cards: 'Sansan Open API',
    mail: "Mail (the service lets the app in; the sender's domain is not checked)",
    address: 'The address of this portal',
    clock: 'Clock',
  },
  skipped: {
    entra: 'Not checked, since no tenant is connected yet. Check again once it is.',
    mail: 'No mail is set up. Notices are on the screens only.',
    other: 'Not checked, since it is not set up.',
  },
  causes: {
    refused:
      "The app's managed identity has no role, or its credential is not accepted. A newly assigned role can take about ten minutes to take effect.",
    'no-identity': "The app's managed identity is not found, or gives no token.",
    'not-there': 'It is not there: it was not made, or has another name.',
    throttled: 'It was asked too often. Check again in a few minutes.',
    unreachable: 'It cannot be reached. Look at the network, or at the status page of the service.',
    'too-long': 'It did not answer in time. Check again in a few minutes.',
    late: 'The job that runs every minute has not run for five minutes. The functions host may not reach its storage account.',
    'other-app':
      'Another app, or another version, answers at this address. Right after a deployment, check again in a few minutes. With a domain of your own, look at its CNAME record.',
    skewed:
      'The clock is more than a minute off, and Microsoft refuses what it signs. If a restart does not help, ask the support of Azure.',
    unknown: 'The cause is not known. Look into the log at this time, with the code.',
  },
};
