import { CosmosClient } from '@azure/cosmos';
import { app } from '@azure/functions';
import { DefaultAzureCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { QueueServiceClient } from '@azure/storage-queue';
import { Client } from '@microsoft/microsoft-graph-client';

// The least app with the same clients of the same services, imported as in their documentation.
const CLIENTS = [
  CosmosClient,
  DefaultAzureCredential,
  SecretClient,
  ConfidentialClientApplication,
  QueueServiceClient,
  Client,
];

app.http('hello', { handler: () => ({ body: `Hello from ${CLIENTS.map(({ name }) => name).join(', ')}` }) });
