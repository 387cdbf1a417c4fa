import { type Figures, type MailboxRate, shareOfLimit } from './figures.ts';
import { describeMachine } from './machine.ts';

const WIDTH = 760;
const LABELS = 300;
const BAR = { left: LABELS + 10, full: WIDTH - LABELS - 90, height: 14 };
const ROW = 22;

const STYLE = `
  .ground { fill: #ffffff } text { font: 13px system-ui, sans-serif; fill: #242424 }
  .heading { font-weight: 600 } .small { font-size: 11px; fill: #616161 }
  .ours { fill: #0f6cbd } .loop { fill: #a5a5a5 } .limit { stroke: #616161; stroke-dasharray: 3 3 }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #1f1f1f } text { fill: #ffffff } .small { fill: #adadad }
    .ours { fill: #479ef5 } .loop { fill: #7a7a7a } .limit { stroke: #adadad }
  }`;

/** Bars as an SVG document: what each way of writing reached of the mailbox's limit, by latency. */
export function drawPicture({ mailbox, machine }: Pick<Figures, 'mailbox' | 'machine'>): string {
  const parts: string[] = [];
  let y = 48;
  for (const [latency, rates] of Map.groupBy(mailbox, (rate) => rate.latency)) {
    parts.push(text(20, y, `${latency} ms per write`, 'heading'));
    y += 10;
    for (const rate of rates) {
      parts.push(bar(rate, y));
      y += ROW;
    }
    y += 26;
  }
  const limit = BAR.left + BAR.full;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y + 12}" viewBox="0 0 ${WIDTH} ${y + 12}" role="img" aria-labelledby="title">
<title id="title">Share of a mailbox's limit that each way of writing contacts reached</title>
<style>${STYLE}
</style>
<rect class="ground" width="100%" height="100%"/>
${text(limit, 22, 'the mailbox’s limit', 'small', 'middle')}
<line class="limit" x1="${limit}" x2="${limit}" y1="28" y2="${y - 26}"/>
${parts.join('\n')}
${text(20, y - 2, `Whole runs, reading included, at the local Graph emulator. ${describeMachine(machine)}`, 'small')}
</svg>
`;
}

function bar(rate: MailboxRate, y: number): string {
  const share = shareOfLimit(rate, rate.ms);
  const width = Math.round(BAR.full * Math.min(1, share));
  const whose = rate.watched === undefined ? 'loop' : 'ours';
  return [
    text(LABELS, y + BAR.height - 2, rate.method, '', 'end'),
    `<rect class="${whose}" x="${BAR.left}" y="${y}" width="${width}" height="${BAR.height}" rx="2"/>`,
    text(BAR.left + BAR.full + 10, y + BAR.height - 2, `${(share * 100).toFixed(1)} %`),
  ].join('');
}

function text(x: number, y: number, words: string, style = '', anchor = 'start'): string {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const named = style === '' ? '' : ` class="${style}"`;
  return `<text x="${x}" y="${y}"${named} text-anchor="${anchor}">${escaped}</text>`;
}
