import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mustNotLeak } from '../../leaks/leaks-in.ts';
import { type Ingestion, startIngestion } from '../fixtures/ingestion.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { cardsOf } from '../fixtures/views.ts';
import { linkedUsers } from '../fixtures/walks.ts';

const HALF_HOUR = 30 * 60_000;

let ingestion: Ingestion;
let stack: RunningStack;
let cards: number;
beforeAll(async () => {
  ingestion = await startIngestion();
  stack = await startRunningStack({
    APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
    APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
  });
  await linkedUsers(stack, 'misaki');
  cards = (await cardsOf(stack, 'misaki')).length;
  await stack.pass(HALF_HOUR);
  await stack.end();
});
afterAll(async () => {
  await ingestion.close();
  await stack.stop();
});

interface Line {
  readonly event: string;
  readonly trace: string;
  readonly invocation: string;
  readonly reason?: string;
  readonly queueAge?: number;
}

function lines(event: string): readonly Line[] {
  const all = stack.output().split('\n');
  return all.flatMap((line) => (line.startsWith(`{"event":"${event}"`) ? [JSON.parse(line)] : []));
}

describe('E2, E4 telemetry', () => {
  test('a run of the timer has the trace of the timer, and a call of its own', () => {
    const run = lines('run-ended').findLast(({ reason }) => reason === 'timer');
    const ticks = lines('slots-served').filter(({ trace }) => trace === run?.trace);
    expect(ticks).toHaveLength(1);
    expect(run?.trace).toMatch(/^[0-9a-f]{32}$/);
    expect(run?.invocation).toMatch(/^[0-9a-f-]{36}$/);
    expect(run?.invocation).not.toBe(ticks[0]?.invocation);
    expect(run?.queueAge).toBeGreaterThanOrEqual(0);
  });

  test('a first sync has the trace of the click that linked', () => {
    const [linked] = lines('link-finished');
    expect(lines('run-ended').find(({ reason }) => reason === 'linked')?.trace).toBe(linked?.trace);
  });

  test('what the lines say arrives as metrics when the instance ends', () => {
    const total = (name: string) =>
      ingestion
        .metrics()
        .filter((metric) => metric.name === name)
        .reduce((sum, { value }) => sum + value, 0);
    expect(lines('metrics-unavailable')).toEqual([]);
    expect(total('link-finished')).toBe(1);
    expect(total('run-finished.created')).toBe(cards);
    expect(total('run-ended')).toBe(lines('run-ended').length);
    const unchanged = ingestion
      .metrics()
      .find(({ name, dimensions }) => name === 'run-ended.graphRequests' && dimensions['end'] === 'unchanged');
    expect(unchanged).toMatchObject({ value: 0, dimensions: { reason: 'timer' } });
  });

  test('no id, and nothing of a card or a person, is in a metric', () => {
    expect(ingestion.metrics().length).toBeGreaterThan(10);
    mustNotLeak(ingestion.text());
    expect(new Set(ingestion.metrics().flatMap(({ dimensions }) => Object.keys(dimensions)))).not.toContain('linkId');
  });
});
