import { type Figures, type MailboxRate, shareOfLimit } from './figures.ts';
import { median } from './median.ts';

/** Figures for people: a caption, and cells in rows. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Everything that was measured, in tables. */
export function tablesOf({ mailbox, fanOut, unchanged, memory, surge, coldImport }: Figures): Table[] {
  const heaps = fanOut.heap.map(({ bytes }) => bytes);
  return [
    {
      caption: 'Writing into one mailbox; the limit is four writes at a time',
      columns: [
        'method',
        'latency',
        'contacts',
        'contacts/s',
        'of the limit',
        'while writing',
        'gap',
        'first contacts',
      ],
      rows: mailbox.map(mailboxRow),
    },
    {
      caption: `The timer, ${fanOut.links.toLocaleString('en')} links in half an hour of minutes`,
      columns: ['messages/s', 'bare sender', 'share', 'heap at first', 'median', 'most'],
      rows: [
        [
          fanOut.timerPerSecond.toFixed(0),
          fanOut.barePerSecond.toFixed(0),
          percent(fanOut.share),
          megabytes(heaps[0] ?? Number.NaN),
          megabytes(median(heaps)),
          megabytes(Math.max(...heaps)),
        ],
      ],
    },
    {
      caption: 'Looks at users without changes',
      columns: ['users', 'looks', 'looks per second of one core'],
      rows: [[String(unchanged.users), String(unchanged.runs), unchanged.perCpuSecond.toFixed(0)]],
    },
    {
      caption: 'The most that one run needs, with a heap of 256 MB',
      columns: ['run', 'cards', 'ended', 'heap', 'resident'],
      rows: memory.map(({ run, cards, end, heapBytes, residentBytes }) => [
        run,
        cards.toLocaleString('en'),
        end ?? 'out of memory',
        end === undefined ? '–' : megabytes(heapBytes),
        end === undefined ? '–' : megabytes(residentBytes),
      ]),
    },
    {
      caption: `${surge.waiting} people with one changed card each, one instance, ${surge.latency} ms per write`,
      columns: ['ahead of them', 'half are served after', 'all after'],
      rows: surge.waits.map((wait) => [
        wait.peopleAhead === 0 ? 'nobody' : `${wait.peopleAhead} people with ${wait.newCardsEach} new cards each`,
        `${wait.median.toFixed(1)} s`,
        `${wait.last.toFixed(1)} s`,
      ]),
    },
    {
      caption: `Import in a fresh process, ${coldImport.pairs} times each in turn`,
      columns: ['the app', '"hello world" with the same clients', 'share'],
      rows: [[`${coldImport.appMs.toFixed(0)} ms`, `${coldImport.helloMs.toFixed(0)} ms`, percent(coldImport.share)]],
    },
  ];
}

function mailboxRow(rate: MailboxRate): string[] {
  const { method, latency, contacts, ms, watched } = rate;
  return [
    method,
    `${latency} ms`,
    contacts.toLocaleString('en'),
    ((contacts / ms) * 1000).toFixed(1),
    percent(shareOfLimit(rate, ms)),
    watched === undefined ? '–' : percent(shareOfLimit(rate, watched.writingMs)),
    watched === undefined ? '–' : `${watched.gapMs.toFixed(1)} ms`,
    watched === undefined ? '–' : `${(watched.firstMs / 1000).toFixed(1)} s`,
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

/** A table as aligned text. */
export function asText({ caption, columns, rows }: Table): string {
  const widths = columns.map((column, index) =>
    Math.max(...[columns, ...rows].map((row) => row[index]?.length ?? 0), column.length),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  ');
  return [caption, line(columns), ...rows.map(line), ''].join('\n');
}

/** A table as Markdown. */
export function asMarkdown({ caption, columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = columns.map((_, index) => (index === 0 ? '---' : '---:'));
  return [`**${caption}**`, '', line(columns), line(rule), ...rows.map(line), ''].join('\n');
}
