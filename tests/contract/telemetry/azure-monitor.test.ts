import { describe, expect, test } from '@jest/globals';
import { azureMonitorMetrics } from '../../../shared/telemetry/azure-monitor.ts';
import { startIngestion } from '../../flows/fixtures/ingestion.ts';

process.env['APPLICATION_INSIGHTS_NO_STATSBEAT'] = 'true';

/** Sends one event, and answers what went wrong. */
async function send(connectionString: string): Promise<string[]> {
  const failures: string[] = [];
  const failed = (when: string) => void failures.push(when);
  const metrics = azureMonitorMetrics({ connectionString, managedIdentity: false, role: 'test', failed });
  metrics.sink('slots-served', { from: 'a', to: 'b', links: 3 });
  await metrics.flush();
  return [...new Set(failures)];
}

describe('WIRE, E2 metrics in Azure Monitor', () => {
  test('a sum and a count arrive, without the texts of the event', async () => {
    const ingestion = await startIngestion();
    expect(await send(ingestion.connectionString)).toEqual([]);
    expect(ingestion.metrics()).toEqual([
      { name: 'slots-served', value: 1, dimensions: {} },
      { name: 'slots-served.links', value: 3, dimensions: {} },
    ]);
    await ingestion.close();
  });

  test('metrics that are refused are said to be, and fail nothing', async () => {
    const ingestion = await startIngestion();
    const ofAnother = ingestion.connectionString.replace('a115', 'a116');
    expect(await send(ofAnother)).toEqual(['export']);
    await ingestion.close();
  });

  test('an address that is none is said to be, and fails nothing', async () => {
    expect(await send('nowhere')).toContain('start');
  });
});
