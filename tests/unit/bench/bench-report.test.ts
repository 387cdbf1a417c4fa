import { describe, expect, test } from '@jest/globals';
import type { Figures } from '../../bench/figures.ts';
import { drawPicture } from '../../bench/picture.ts';
import { asMarkdown, asText, tablesOf } from '../../bench/tables.ts';

const FIGURES: Figures = {
  machine: { processor: 'A & B <fast>', cores: 2, memoryBytes: 8 * 2 ** 30, node: '24.0.0', date: '2026-04-10' },
  mailbox: [
    // 2,000 writes of 100 ms in four lanes take 50 s at best.
    {
      method: 'ours',
      latency: 100,
      contacts: 2000,
      ms: 62_500,
      watched: { firstMs: 640, writingMs: 51_000, gapMs: 4.25 },
    },
    { method: 'a loop', latency: 100, contacts: 60, ms: 6000 },
  ],
  fanOut: {
    links: 100_000,
    timerPerSecond: 900,
    barePerSecond: 1000,
    share: 0.9,
    heap: [28e6, 31e6, 29e6].map((bytes, index) => ({ links: index * 50_000, bytes })),
  },
  unchanged: { users: 200, runs: 1000, perCpuSecond: 612.4 },
  memory: [
    { run: 'first sync', cards: 100_000, end: undefined, heapBytes: Number.NaN, residentBytes: Number.NaN },
    { run: 'all cards', cards: 100_000, end: 'unchanged', heapBytes: 151e6, residentBytes: 310e6 },
  ],
  coldImport: { pairs: 15, appMs: 90, helloMs: 120, share: 0.75 },
  surge: {
    latency: 240,
    waiting: 20,
    waits: [
      { peopleAhead: 0, newCardsEach: 0, median: 0.42, last: 0.72 },
      { peopleAhead: 240, newCardsEach: 20, median: 27.04, last: 27.35 },
    ],
  },
};

describe('LOCAL the report of the bench', () => {
  test('the tables say what was reached of the limit, and do not hide a run that failed', () => {
    const text = tablesOf(FIGURES).map(asText).join('\n');
    expect(text).toMatch(/^ours +100 ms +2,000 +32\.0 +80\.0 % +98\.0 % +4\.3 ms +0\.6 s$/m);
    expect(text).toMatch(/^a loop +100 ms +60 +10\.0 +25\.0 % +– +– +–$/m);
    expect(text).toMatch(/^900 +1000 +90\.0 % +28 MB +29 MB +31 MB$/m);
    expect(text).toMatch(/^first sync +100,000 +out of memory +– +–$/m);
    expect(text).toMatch(/^all cards +100,000 +unchanged +151 MB +310 MB$/m);
    expect(text).toMatch(/^nobody +0\.4 s +0\.7 s$/m);
    expect(text).toMatch(/^240 people with 20 new cards each +27\.0 s +27\.4 s$/m);
  });

  test('a table is Markdown as well', () => {
    const [first] = tablesOf(FIGURES);
    if (first === undefined) throw new Error('There are tables.');
    const lines = asMarkdown(first).trimEnd().split('\n');
    expect(lines[3]).toBe('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
    expect(lines).toHaveLength(2 + 2 + FIGURES.mailbox.length);
  });

  test('the picture has a bar for every way of writing, as long as its share, and names the machine', () => {
    const svg = drawPicture(FIGURES);
    const widths = [...svg.matchAll(/class="(ours|loop)" .*? width="(\d+)"/g)].map(([, whose, width]) => [
      whose,
      Number(width),
    ]);
    expect(widths).toEqual([
      ['ours', 296],
      ['loop', 93],
    ]);
    expect(svg).toContain('A &amp; B &lt;fast>, 2 cores, 8 GiB, Node 24.0.0, 2026-04-10');
    expect(svg).toContain('prefers-color-scheme: dark');
    expect(svg).not.toMatch(/<script|on\w+=|href/);
  });
});
