import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { EVENTS, type EventName, fieldsOf } from '../../shared/telemetry/events.ts';
import type { BicepValue } from './bicep/value.ts';
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
  return (list?.kind === 'array' ? list.items : []).map((item) =>
    item.kind === 'object'
      ? Object.fromEntries(item.properties.map(({ name, value }) => [name ?? '', text(value)]))
      : {},
  );
}

const all = [...alerts('logAlerts'), ...alerts('metricAlerts')];
const queries: [string, string][] = [
  ...alerts('logAlerts').map(({ name = '', query = '' }): [string, string] => [name, query]),
  ...workbook.items.flatMap(({ content }): [string, string][] =>
    content.query === undefined ? [] : [['workbook', content.query]],
  ),
];

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
  expect(new Set(all.map(({ name }) => name)).size).toBe(9);
});

const host = JSON.parse(readFileSync('host.json', 'utf8')) as {
  readonly telemetryMode: string;
  readonly logging: { readonly logLevel: Readonly<Record<string, string>> };
};

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
  const sources = readdirSync('functions').map((file) => readFileSync(`functions/${file}`, 'utf8'));
  expect(sources.join('\n')).not.toContain('WorkerOpenTelemetryEnabled');
});
