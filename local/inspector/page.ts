import { html } from 'hono/html';
import { say } from './say.ts';

/** Escaped HTML. */
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
  readonly content: Html;
  /** Reloads every few seconds while something is in progress, unless the person is typing. */
  readonly isChanging?: boolean;
  /** Uses the whole window; its heading is for screen readers only. */
  readonly isWide?: boolean;
}

const REFRESH_SECONDS = 3;

export function renderPage({ path, title, content, isChanging = false, isWide = false }: Page): Html {
  const language = say('ja', 'en');
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${isChanging ? html`<meta http-equiv="refresh" content="${REFRESH_SECONDS}">` : ''}
<title>${title} - meishi-sync ${say('ローカル環境', 'local stack')}</title>
<link rel="stylesheet" href="/local/style.css">
<link rel="icon" href="data:,">
</head>
<body>
<a class="skip" href="#content">${say('本文へ移動', 'Skip to content')}</a>
<header class="bar">
<p class="brand"><span class="mark" aria-hidden="true"></span>meishi-sync <span class="tag">${say('ローカル環境', 'local stack')}</span></p>
<nav aria-label="${say('ローカル環境', 'Local stack')}">${PLACES.map((place) => html`<a href="${place.path}"${current(place.path === path)}>${say(place.ja, place.en)}</a>`)}</nav>
<a href="?lang=${say('en', 'ja')}" lang="${say('en', 'ja')}">${say('English', '日本語')}</a>
<a class="portal" href="/">${say('ポータルを開く', 'Open the portal')}</a>
</header>
<main id="content" class="${isWide ? 'wide' : 'narrow'}">
<h1>${title}</h1>
${content}
</main>
</body>
</html>`;
}

/** Marks the link to the current page. */
export function current(isCurrent: boolean): Html | string {
  return isCurrent ? html` aria-current="page"` : '';
}
