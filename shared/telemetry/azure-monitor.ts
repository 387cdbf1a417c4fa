import { eventMetrics } from './event-metrics.ts';
import type { EventSink } from './log.ts';

export interface AzureMonitorOptions {
  /** The address of Application Insights. */
  readonly connectionString: string;
  /** Whether the managed identity signs in, as Application Insights of the deployment demands. */
  readonly managedIdentity: boolean;
  /** Where the app runs, for telling several apart. */
  readonly role: string;
  /** Metrics do not arrive: they could not be started, or not be sent. */
  readonly failed: (when: 'start' | 'export') => void;
}

/** Metrics on their way to Azure Monitor. */
export interface AzureMonitorMetrics {
  readonly sink: EventSink;
  /** Sends what has not been sent yet. Never fails. */
  flush(): Promise<void>;
}

/** Sends events as metrics to Azure Monitor, once a minute. Nothing of it is loaded before the first event. */
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
  // The exporter says only here that something was not accepted; its words may quote an answer, so they stay here.
  const quiet = () => undefined;
  const error = () => failed('export');
  diag.setLogger({ error, warn: quiet, info: quiet, debug: quiet, verbose: quiet }, DiagLogLevel.ERROR);
  const exporter = new AzureMonitorMetricExporter({
    connectionString,
    // What cannot be sent is not written to the disk: the lines say the same, and they are what alerts ask for.
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

/** The exporter makes https of every address; an emulator on this machine speaks plain http. */
function onThisMachine(connectionString: string) {
  const host = /IngestionEndpoint=(http:\/\/127\.0\.0\.1:\d+)/.exec(connectionString)?.[1];
  return host === undefined ? {} : { host, allowInsecureConnection: true };
}

async function identity() {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential();
}
