import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ROUTES } from '../../shared/portal/routes.ts';
import { BULK_SYNC_QUEUE, CLEAN_UP_QUEUE, NOTIFICATION_QUEUE, SYNC_QUEUE } from '../../shared/queues.ts';
import { EVENTS, type EventName, fieldsOf } from '../../shared/telemetry/events.ts';
import { type BicepValue, property } from './bicep/value.ts';
import { templateOf } from './templates.ts';

const template = templateOf('infra/modules/alerts.bicep');
const runbook = readFileSync('docs/operating.md', 'utf8');
const workbook = JSON.parse(readFileSync('infra/workbook.json', 'utf8')) as {
  items: { content: { query?: string } }[];
};

const eventNames = Object.keys(EVENTS) as EventName[];

function alerts(variable: string): Record<string, string>[] {
  const list = template.declares.variables.find(({ name }) => name === variable)?.value;
  const text = (value: BicepValue) => value.node.text.slice(1, -1).replaceAll("\\'", "'");
  const items = list?.kind === 'array' ? list.items : list === undefined ? [] : [list];
  return items.map((item) =>
    item.kind === 'object'
      ? Object.fromEntries(item.properties.map(({ name, value }) => [name ?? '', text(value)]))
      : {},
  );
}

const all = [...alerts('logAlerts'), ...alerts('metricAlerts'), ...alerts('probeAlert')];
/** Those that ask the log of the queues, where the app writes nothing. */
const OF_THE_QUEUES = ['poison-queue'];
const queries: [string, string][] = [
  ...alerts('logAlerts')
    .filter(({ name = '' }) => !OF_THE_QUEUES.includes(name))
    .map(({ name = '', query = '' }): [string, string] => [name, query]),
  ...workbook.items.flatMap(({ content }): [string, string][] =>
    content.query === undefined ? [] : [['workbook', content.query]],
  ),
];

describe('E2 the alerts', () => {
  test.each(queries)('%s asks for events and fields that the log has: %s', (_name, query) => {
    const named = eventsIn(query);
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(eventNames).toContain(name);
    const fields = [...query.matchAll(/\be\.(\w+)/g)].map(([, field]) => field).filter((field) => field !== 'event');
    const known = eventNames.filter((name) => named.includes(name)).flatMap((name) => Object.keys(fieldsOf(name)));
    for (const field of fields) expect(known).toContain(field);
  });

  function eventsIn(query: string): string[] {
    return [...query.matchAll(/event (?:==|in) ?(\([^)]*\)|"[^"]*")/g)].flatMap(([, names = '']) =>
      [...names.matchAll(/"([\w-]+)"/g)].map(([, name = '']) => name),
    );
  }

  test('the list of events names the alerts that ask for each', () => {
    const asking = (event: string) =>
      alerts('logAlerts').flatMap(({ name = '', query = '' }) => (eventsIn(query).includes(event) ? [name] : []));
    for (const event of eventNames)
      expect([event, [...EVENTS[event].alerts].sort()]).toEqual([event, asking(event).sort()]);
  });

  test('every alert has an entry in the runbook, and every entry an alert', () => {
    const entries = [...runbook.matchAll(/^### (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .replaceAll(/\s+/g, '-'),
    );
    expect(entries.sort()).toEqual(all.map(({ runbook: entry = '' }) => entry).sort());
  });

  test('alerts are told apart by their names', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(13);
  });

  test('no alert on the log waits until its tables are there', () => {
    const rule = template.declares.resources.find(({ name }) => name === 'onLog');
    expect(property(rule?.value, 'properties', 'skipQueryValidation')).toMatchObject({ value: true });
  });

  test('an app that does not start is noticed: three minutes without a tick, no 200 from /healthz', () => {
    const [tick] = alerts('logAlerts').filter(({ name }) => name === 'syncs-not-asked-for');
    // Two of the five are for the line's way into the log.
    expect(tick).toMatchObject({ window: 'PT5M', every: 'PT1M' });
    const schedule = readFileSync('functions/schedule-syncs.ts', 'utf8');
    expect(schedule).toContain("schedule: '0 * * * * *'");

    const probe = template.declares.resources.find(({ name }) => name === 'probe')?.value;
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Bicep
    expect(property(probe, 'properties', 'Request', 'RequestUrl')?.node.text).toBe("'${portalBaseUrl}/healthz'");
    expect(property(probe, 'properties', 'ValidationRules', 'ExpectedHttpStatusCode')).toMatchObject({ value: 200 });
    expect(property(probe, 'properties', 'Enabled')).toMatchObject({ value: true });
    expect(ROUTES.map(({ method, path }) => `${method} ${path}`)).toContain('GET /healthz');
    const places = property(probe, 'properties', 'Locations');
    const needed = property(
      template.declares.resources.find(({ name }) => name === 'onProbe')?.value,
      ...['properties', 'criteria', 'failedLocationCount'],
    );
    // One place alone may have trouble with its own network, and with all of them none might.
    expect(needed).toMatchObject({ value: 2 });
    expect(places?.kind === 'array' ? places.items.length : 0).toBeGreaterThan(2);
  });

  test('a message in any poison queue is noticed by what is put in and not taken out', () => {
    const [alert] = alerts('logAlerts').filter(({ name }) => name === 'poison-queue');
    const [, pattern = ''] = /extract\("([^"]+)"/.exec(alert?.['query'] ?? '') ?? [];
    const queueOf = (uri: string) => new RegExp(pattern).exec(uri)?.[1];
    const queues = [SYNC_QUEUE, BULK_SYNC_QUEUE, CLEAN_UP_QUEUE, NOTIFICATION_QUEUE];
    for (const queue of queues) {
      const address = `https://st.queue.core.windows.net:443/${queue}`;
      expect(queueOf(`${address}-poison/messages`)).toBe(`${queue}-poison`);
      expect(queueOf(`${address}-poison/messages/1?popreceipt=x`)).toBe(`${queue}-poison`);
      expect(queueOf(`${address}/messages`)).toBeUndefined();
    }
    // What it counts is logged.
    const log = templateOf('infra/modules/storage.bicep').declares.resources.find(({ name }) => name === 'log')?.value;
    const logs = property(log, 'properties', 'logs');
    const categories = logs?.kind === 'array' ? logs.items.map((one) => property(one, 'category')) : [];
    expect(categories).toMatchObject([{ value: 'StorageWrite' }, { value: 'StorageDelete' }]);
  });

  const host = JSON.parse(readFileSync('host.json', 'utf8')) as {
    readonly telemetryMode: string;
    readonly logging: {
      readonly logLevel: Readonly<Record<string, string>>;
      readonly OpenTelemetry: { readonly logLevel: Readonly<Record<string, string>> };
    };
  };

  test('an idle host does not send every look at a queue: logLevel alone does not reach its exporter', () => {
    expect(host.logging.OpenTelemetry.logLevel).toEqual({
      'Azure.Core': 'Warning',
      'Microsoft.Azure.WebJobs.Extensions.Storage': 'Warning',
    });
  });

  test('the host writes down no address of a request: a code or a one-time link may be in it', () => {
    expect(host.logging.logLevel).toEqual({
      // "Request starting HTTP/1.1 GET https://…?code=…" (azure-functions-host issue 11602).
      'Microsoft.AspNetCore': 'None',
      // "Executing HTTP request: { uri: … }", with the path.
      'Microsoft.Azure.WebJobs.Script.WebHost.Middleware': 'Warning',
    });
  });

  test('the lines that alerts count are left to the host, which passes on all that a worker prints', () => {
    expect(host.telemetryMode).toBe('OpenTelemetry');
    // No category is turned off that a worker's lines could have, and no level for all.
    const categories = Object.keys(host.logging.logLevel);
    expect(categories.filter((category) => !category.startsWith('Microsoft.'))).toEqual([]);
    // A worker that says this sends its lines itself, and the host drops them.
    const sources = ['functions', 'shared'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
    );
    expect(sources.join('\n')).not.toContain('WorkerOpenTelemetryEnabled');
  });
});
