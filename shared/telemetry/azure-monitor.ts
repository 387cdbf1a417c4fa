import { eventMetrics } from './event-metrics.ts';
import type { EventSink } from './log.ts';

export interface AzureMonitorOptions {
  /** Connection string of Application Insights. */
  readonly connectionString: string;
  /** Whether to authenticate with the managed identity, which the deployment's Application Insights requires. */
  readonly managedIdentity: boolean;
  /** Cloud role name, which distinguishes several deployments. */
  readonly role: string;
  /** Called when the metrics could not be started or exported. */
  readonly failed: (when: 'start' | 'export') => void;
}

/** An exporter of metrics to Azure Monitor. */
export interface AzureMonitorMetrics {
  readonly sink: EventSink;
  /** Exports what has not been exported yet. Never fails. */
  flush(): Promise<void>;
}

/** Exports events as metrics to Azure Monitor once a minute. Its packages are loaded with the first event. */
export function azureMonitorMetrics(options: AzureMonitorOptions): AzureMonitorMetrics {
  let started: Promise<AzureMonitorMetrics> | undefined;

  function begun(): Promise<AzureMonitorMetrics> {
    started ??= start(options).catch(() => {
      options.failed('start');
      return NO_METRICS;
    });
    return started;
  }

  return {
    sink: (name, values) => void begun().then((metrics) => metrics.sink(name, values)),
    flush: async () => (await started)?.flush(),
  };
}

const NO_METRICS: AzureMonitorMetrics = { sink: () => undefined, flush: async () => undefined };

async function start({ connectionString, managedIdentity, role, failed }: AzureMonitorOptions) {
  const [{ diag, DiagLogLevel }, { AzureMonitorMetricExporter }, { MeterProvider, PeriodicExportingMetricReader }, of] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@azure/monitor-opentelemetry-exporter'),
      import('@opentelemetry/sdk-metrics'),
      import('@opentelemetry/resources'),
    ]);
  // The exporter reports rejected data only through its logger. The text may quote the response, so it is not logged.
  const quiet = () => undefined;
  const error = () => failed('export');
  diag.setLogger({ error, warn: quiet, info: quiet, debug: quiet, verbose: quiet }, DiagLogLevel.ERROR);
  const exporter = new AzureMonitorMetricExporter({
    connectionString,
    // Metrics that cannot be sent are not stored on disk: the log lines contain the same data, and the alerts use
    // those.
    disableOfflineStorage: true,
    ...(managedIdentity ? { credential: await identity() } : {}),
    ...onThisMachine(connectionString),
  });
  const provider = new MeterProvider({
    resource: of.resourceFromAttributes({ 'service.name': role }),
    readers: [new PeriodicExportingMetricReader({ exporter })],
  });
  return {
    sink: eventMetrics(provider.getMeter('meishi-sync')),
    flush: () => provider.forceFlush().catch(error),
  };
}

/** Options that keep plain http for an emulator on this machine; the exporter would change the URL to https. */
function onThisMachine(connectionString: string) {
  const host = /IngestionEndpoint=(http:\/\/127\.0\.0\.1:\d+)/.exec(connectionString)?.[1];
  return host === undefined ? {} : { host, allowInsecureConnection: true };
}

async function identity() {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential();
}
