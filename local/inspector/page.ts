import { html } from 'hono/html';

/** HTML in which everything that was put in is escaped. */
export type Html = ReturnType<typeof html>;

const PLACES = [
  { path: '/local', ja: '概要', en: 'Overview' },
  { path: '/local/mailboxes', ja: 'メールボックス', en: 'Mailboxes' },
  { path: '/local/cards', ja: '名刺', en: 'Cards' },
  { path: '/local/notices', ja: 'お知らせ', en: 'Notices' },
  { path: '/local/queues', ja: 'キュー', en: 'Queues' },
] as const;

/** One page of the inspector. */
export interface Page {
  readonly path: (typeof PLACES)[number]['path'];
  readonly title: string;
  readonly english: string;
  readonly content: Html;
  /** Shows itself anew every few seconds, while something is going on and nobody is typing. */
  readonly isChanging?: boolean;
  /** Takes the whole window, under a heading for screen readers only. */
  readonly isWide?: boolean;
}

const REFRESH_SECONDS = 3;

export function renderPage({ path, title, english, content, isChanging = false, isWide = false }: Page): Html {
  return html`<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${isChanging ? html`<meta http-equiv="refresh" content="${REFRESH_SECONDS}">` : ''}
<title>${title} - meishi-sync ローカル環境</title>
<link rel="stylesheet" href="/local/style.css">
<link rel="icon" href="data:,">
</head>
<body>
<a class="skip" href="#content">本文へ移動</a>
<header class="bar">
<p class="brand"><span class="mark" aria-hidden="true"></span>meishi-sync <span class="tag">ローカル環境</span></p>
<nav aria-label="ローカル環境">${PLACES.map((place) => html`<a href="${place.path}"${current(place.path === path)}>${place.ja}</a>`)}</nav>
<a class="portal" href="/">ポータルを開く</a>
</header>
<main id="content" class="${isWide ? 'wide' : 'narrow'}">
<h1>${both(title, english)}</h1>
${content}
</main>
</body>
</html>`;
}

/** A Japanese text with its English one in parentheses. */
export function both(japanese: string, english: string): Html {
  return html`${japanese} <span class="english" lang="en">(${english})</span>`;
}

/** Marks the link to what is being shown. */
export function current(isCurrent: boolean): Html | string {
  return isCurrent ? html` aria-current="page"` : '';
}
