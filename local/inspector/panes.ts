import { html } from 'hono/html';
import { current, type Html } from './page.ts';
import { say } from './say.ts';

const COLOURS = 8;
const PAGE_SIZE = 50;

/** Three panes side by side: places, the items of one place, one item. On a phone only one of the last two is shown. */
export interface Panes {
  readonly places: Html;
  readonly list: Html;
  readonly detail: Html | undefined;
  /** On a phone, the target of the link back from `detail`. */
  readonly listAddress: string;
  /** Names of the three panes, for screen readers. */
  readonly names: readonly [places: string, list: string, detail: string];
}

export function panes({ places, list, detail, listAddress, names }: Panes): Html {
  return html`<div class="panes ${detail === undefined ? 'shows-list' : 'shows-detail'}">
<nav class="places" aria-label="${names[0]}">${places}</nav>
<section class="list" aria-label="${names[1]}">${list}</section>
<section class="detail" aria-label="${names[2]}">${
    detail === undefined
      ? html`<p class="nothing">${say('一覧から選ぶと、ここに表示されます。', 'Choose one from the list to see it here.')}</p>`
      : html`<p class="back"><a href="${listAddress}">‹ ${say('一覧へ', 'To the list')}</a></p>${detail}`
  }</section>
</div>`;
}

interface ListItem {
  readonly address: string;
  readonly name: string;
  readonly line: string;
  readonly isCurrent: boolean;
  readonly mark?: Html | undefined;
}

/** A person in a list: initials, name, and a second line. */
export function listItem({ address, name, line, isCurrent, mark }: ListItem): Html {
  return html`<a class="item" href="${address}#chosen"${isCurrent ? html` id="chosen"` : ''}${current(isCurrent)}>${avatar(name)}<span class="words"><span class="name">${name}${mark ?? ''}</span><span class="line">${line}</span></span></a>`;
}

/** The first letter of a name on a colour derived from the name. */
export function avatar(name: string): Html {
  const [first] = new Intl.Segmenter('ja').segment(name.trim());
  const colour = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % COLOURS;
  return html`<span class="avatar colour-${colour}" aria-hidden="true">${first?.segment ?? '?'}</span>`;
}

/**
 * One page of a long list: the requested page or the last one, else the page with the chosen item. Pages count from 1.
 */
export function pageOf<T>(all: readonly T[], page: number | undefined, chosen: T | undefined): Paged<T> {
  const place = chosen === undefined ? 0 : Math.max(0, all.indexOf(chosen));
  const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE));
  const within = Math.min(page ?? Math.floor(place / PAGE_SIZE) + 1, pages);
  return { shown: all.slice((within - 1) * PAGE_SIZE, within * PAGE_SIZE), page: within, pages };
}

interface Paged<T> {
  readonly shown: readonly T[];
  readonly page: number;
  readonly pages: number;
}

/** Links to the previous and next page; empty when there is only one page. */
export function pager(page: number, pages: number, address: (page: number) => string): Html | string {
  if (pages === 1) return '';
  return html`<nav class="pager" aria-label="${say('ページ', 'Pages')}">
${page > 1 ? html`<a href="${address(page - 1)}" rel="prev">‹ ${say('前へ', 'Previous')}</a>` : html`<span></span>`}
<span>${page} / ${pages}</span>
${page < pages ? html`<a href="${address(page + 1)}" rel="next">${say('次へ', 'Next')} ›</a>` : html`<span></span>`}
</nav>`;
}

/** A URL with its query parameters; empty values are omitted. */
export function addressOf(path: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') given.set(name, String(value));
  return given.size === 0 ? path : `${path}?${given.toString()}`;
}
