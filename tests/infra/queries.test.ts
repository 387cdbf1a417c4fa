import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { EventName, Events } from '../../shared/telemetry/events.ts';
import { eventLines, eventLog } from '../../shared/telemetry/log.ts';
import { type BicepValue, property } from './bicep/value.ts';
import { parseQuery } from './kusto/language.ts';
import { type Row, runQuery } from './kusto/run-query.ts';
import { tellOperations } from './operations.ts';
import { templateOf } from './templates.ts';

const NOW = new Date('2026-04-10T12:00:00.000Z');
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

const variable = (name: string) =>
  templateOf('infra/modules/alerts.bicep').declares.variables.find((one) => one.name === name)?.value;
const text = (value: BicepValue | undefined) => (value?.node.text ?? '').slice(1, -1).replaceAll("\\'", "'");
/** The function `MeishiSyncEvents`, as the template deploys it. */
const EVENTS_FUNCTION = text(variable('events'));

const logAlerts = variable('logAlerts');
/** The queries of the alerts on the log, by the alerts' names. */
const ALERTS = new Map(
  (logAlerts?.kind === 'array' ? logAlerts.items : []).map((alert): [string, string] => [
    text(property(alert, 'name')),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Bicep
    text(property(alert, 'query')).replace('${events}', EVENTS_FUNCTION),
  ]),
);
const firing = (rows: readonly Row[]) =>
  [...ALERTS].filter(([, asked]) => runQuery(asked, { AppTraces: rows }, NOW).length > 0).map(([name]) => name);

/** The queries of the runbook under each of its headings. */
const questions = new Map<string, string[]>();
let heading = '';
for (const [, title, block] of readFileSync('docs/operating.md', 'utf8').matchAll(/^#+ (.+)$|```kusto\n([^`]+)```/gm)) {
  if (title !== undefined) heading = title;
  else questions.set(heading, [...(questions.get(heading) ?? []), block ?? '']);
}

function query(under: string, index = 0): string {
  const found = questions.get(under)?.[index];
  if (found === undefined) throw new Error(`No query ${index} under "${under}".`);
  return found.replace('MeishiSyncEvents', EVENTS_FUNCTION);
}

/** A line of the log, written as the app writes it and prefixed as the host may do. */
function line<Name extends EventName>(at: Date, name: Name, fields: Events[Name], invocation = {}): Row {
  const written: string[] = [];
  eventLog(eventLines((_level, text) => void written.push(text))).record(name, { ...fields, ...invocation });
  return { TimeGenerated: at, Message: `meishi-sync: ${written.join('')}` };
}

describe('E2 the queries of the runbook', () => {
  test.each([...questions].flatMap(([under, all]) => all.map((_, index): [string, number] => [under, index])))(
    '%s, query %i names columns that there are, and types that fit',
    (under, index) => {
      expect(() => parseQuery(query(under, index))).not.toThrow();
    },
  );

  test('every alert on the log has a query under its heading', () => {
    const runbook = readFileSync('docs/operating.md', 'utf8');
    const alerts = runbook.slice(runbook.indexOf('## Alerts'), runbook.indexOf('## One person sees'));
    for (const [, title = ''] of alerts.matchAll(/^### (.+)$/gm))
      expect([title, questions.get(title)]).toEqual([title, expect.any(Array)]);
  });

  test('a column that there is not is found', () => {
    expect(() => parseQuery('AppTraces | where Mesage has "x"')).toThrow(/Mesage/);
  });
});

test.each(
  (
    JSON.parse(readFileSync('infra/workbook.json', 'utf8')) as {
      items: { content: { title?: string; query?: string } }[];
    }
  ).items.flatMap(({ content: { title = '', query: text } }): [string, string][] =>
    text === undefined ? [] : [[title, text]],
  ),
)('E2 the workbook\'s query "%s" has no mistake that the parser finds', (_title, text) => {
  expect(() => parseQuery(text)).not.toThrow();
});

test.each([...ALERTS])('E2 the alert "%s" has no mistake that the parser finds', (_name, asked) => {
  expect(() => parseQuery(asked)).not.toThrow();
});

describe('E2, E4 the queries asked of what the demo wrote', () => {
  let demo: Row[] = [];
  const ask = (under: string, index = 0, more: readonly Row[] = []) =>
    runQuery(query(under, index), { AppTraces: [...demo, ...more] }, NOW);

  beforeAll(async () => {
    // The other way to sign in than in roles.test.ts, so that the demo is proven both ways.
    const { passed, said } = await tellOperations('openid', 30);
    expect(passed).toBe(true);
    // A line a second; the demo moves its own clock.
    const lines = said.split('\n');
    demo = lines.map((Message, index) => ({
      TimeGenerated: new Date(NOW.getTime() - 1000 * (lines.length - index)),
      Message,
    }));
  }, 120_000);

  test('what happened: ticks, runs and sign-ins, and nothing that failed', () => {
    const counted = Object.fromEntries(ask('Operating').map(({ event, times }) => [String(event), Number(times)]));
    expect(counted).toMatchObject({ 'link-finished': 3, 'link-cleaned': 3, 'consent-proven': 1 });
    expect(Object.keys(counted)).not.toContain('run-failed');
  });

  test('nothing is found of a reference, a failure or a message that there was not', () => {
    for (const heading of [
      'Cards are late',
      'A message was given up',
      'A tenant refuses',
      'Our own credential fails',
      'Pages fail',
    ])
      expect([heading, ask(heading)]).toEqual([heading, []]);
  });

  test('no alert fires', () => {
    expect(firing(demo)).toEqual([]);
  });

  test('the request units of the runs, by organization and who asked', () => {
    const [most] = ask('The database throttles');
    expect(most).toMatchObject({ organization: 'mihon' });
    expect(Number(most?.['requestUnits'])).toBeGreaterThan(0);
  });
});

describe('E2, E4 the queries asked of a bad night', () => {
  const failed = (organizationId: string, linkId: string, code: string, minutes: number) =>
    line(minutesAgo(minutes), 'run-failed', { organizationId, linkId, code, wait: null });
  const night: Row[] = [
    { TimeGenerated: minutesAgo(61), Message: 'Host started' },
    line(minutesAgo(60), 'slots-served', { from: 'a', to: 'b', links: 40 }),
    line(minutesAgo(59), 'not-ready', { dependency: 'database', error: 'TimeoutError' }),
    line(minutesAgo(58), 'not-ready', { dependency: 'database', error: 'TimeoutError' }),
    failed('mihon', 'l1', 'throttled', 50),
    failed('mihon', 'l2', 'throttled', 40),
    failed('mihon', 'l2', 'throttled', 30),
    failed('sample', 'l3', 'consent-missing', 20),
    failed('sample', 'l4', 'consent-missing', 180),
    line(minutesAgo(19), 'consent-missing', { organizationId: 'sample', code: 'AADSTS65001', proven: true }),
    line(minutesAgo(10), 'consent-restored', { organizationId: 'sample' }),
    line(minutesAgo(9), 'message-poisoned', { queue: 'sync-user', organizationId: 'mihon' }, { trace: 't1' }),
    line(minutesAgo(60), 'answer-unknown', { organizationId: 'mihon', code: 'ErrorOdd', status: '400' }),
    ...[50, 40, 30].map((minutes) =>
      line(minutesAgo(minutes), 'answer-unknown', { organizationId: 'mihon', code: 'ErrorNew', status: '400' }),
    ),
    line(minutesAgo(8), 'credential-failed', { code: 'AADSTS700213' }),
    line(minutesAgo(7), 'credential-failed', { code: 'AADSTS700213' }),
    line(minutesAgo(6), 'notice-failed', {
      organizationId: 'mihon',
      kind: 'stopped',
      channel: 'mail',
      code: 'smtp-535',
    }),
    line(
      minutesAgo(5),
      'request-failed',
      {
        reference: 'K7QX-2M4P',
        route: 'GET /',
        error: 'TypeError',
      },
      { invocation: 'i1' },
    ),
    line(minutesAgo(4), 'request-failed', { reference: 'ZZZZ-ZZZZ', route: 'GET /', error: 'TypeError' }),
  ];
  const ask = (under: string, index = 0) => runQuery(query(under, index), { AppTraces: night }, NOW);

  test.each<[string, number, Row[]]>([
    [
      'Nobody is synced',
      0,
      [
        { event: 'slots-served', dependency: '', times: 1, latest: minutesAgo(60) },
        { event: 'not-ready', dependency: 'database', times: 2, latest: minutesAgo(58) },
      ],
    ],
    [
      'Cards are late',
      0,
      [
        { organization: 'mihon', code: 'throttled', links: 2, runs: 3, latest: minutesAgo(30) },
        { organization: 'sample', code: 'consent-missing', links: 1, runs: 1, latest: minutesAgo(20) },
      ],
    ],
    [
      'A message was given up',
      0,
      [
        {
          TimeGenerated: minutesAgo(9),
          event: 'message-poisoned',
          queue: 'sync-user',
          organization: 'mihon',
          trace: 't1',
        },
      ],
    ],
    [
      'A tenant refuses',
      0,
      [{ organization: 'sample', TimeGenerated: minutesAgo(10), event: 'consent-restored', code: '' }],
    ],
    [
      'Microsoft Graph says something new',
      0,
      [
        {
          code: 'ErrorNew',
          status: '400',
          times: 3,
          organizations: 1,
          earliest: minutesAgo(50),
          latest: minutesAgo(30),
        },
        {
          code: 'ErrorOdd',
          status: '400',
          times: 1,
          organizations: 1,
          earliest: minutesAgo(60),
          latest: minutesAgo(60),
        },
      ],
    ],
    [
      'Our own credential fails',
      0,
      [{ code: 'AADSTS700213', earliest: minutesAgo(8), latest: minutesAgo(7), times: 2 }],
    ],
    [
      'Notices do not arrive',
      0,
      [{ event: 'notice-failed', channel: 'mail', code: 'smtp-535', times: 1, latest: minutesAgo(6) }],
    ],
    [
      'Pages fail',
      0,
      [{ TimeGenerated: minutesAgo(5), event: 'request-failed', route: 'GET /', why: 'TypeError', invocation: 'i1' }],
    ],
    [
      'Pages fail',
      1,
      [{ event: 'request-failed', route: 'GET /', error: 'TypeError', times: 2, latest: minutesAgo(4) }],
    ],
  ])('%s, query %i', (under, index, expected) => {
    expect(ask(under, index)).toEqual(expected);
  });

  test('the alerts of what needs somebody fire, and no other', () => {
    // One organization of two was refused by two links, not three; one notice failed, not three; one code came once.
    expect(firing(night)).toEqual(['poison', 'unknown-answers', 'credential', 'requests-fail']);
    expect(firing([])).toEqual(['syncs-not-asked-for']);
  });

  test('A poison queue fills: who wrote the messages of each queue', () => {
    const put = (Uri: string, RequesterObjectId: string, OperationName = 'PutMessage'): Row => ({
      TimeGenerated: minutesAgo(1),
      OperationName,
      StatusCode: '201',
      RequesterObjectId,
      Uri: `https://st.queue.core.windows.net:443/${Uri}`,
    });
    const logs = [
      put('sync-user/messages', 'app'),
      put('sync-user/messages', 'app'),
      put('sync-user/messages', 'stranger'),
      put('sync-user/messages/1?popreceipt=x', 'app', 'DeleteMessage'),
    ];
    expect(runQuery(query('A poison queue fills'), { StorageQueueLogs: logs }, NOW)).toEqual([
      { queue: 'sync-user', RequesterObjectId: 'stranger', messages: 1, latest: minutesAgo(1) },
      { queue: 'sync-user', RequesterObjectId: 'app', messages: 2, latest: minutesAgo(1) },
    ]);
  });
});
