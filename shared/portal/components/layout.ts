import { html } from 'hono/html';
import type { HelpTopic } from '../../i18n/help-topics.ts';
import type { Words } from '../../i18n/words.ts';
import { randomText } from '../../identity/attempt.ts';
import type { Language } from '../../language.ts';
import { foreignText } from './foreign-text.ts';

/** Escaped HTML that is safe to send. */
export type Html = ReturnType<typeof html>;

/** What the frame of every page needs. */
export interface Frame {
  readonly language: Language;
  readonly words: Words;
  /** Path of this page, for the language switch. */
  readonly address: string;
  /** What is said before the page's content, whatever page it is. */
  readonly notice?: Html;
  readonly visitor:
    | {
        readonly name: string;
        readonly csrfToken: string;
        /** The mark of the session to which the page belongs. */
        readonly mark: string;
      }
    | undefined;
}

export interface Page {
  readonly title: string;
  /** Heading, if it differs from the title. */
  readonly heading?: string;
  /** The page belongs to no screen: why a request was refused. */
  readonly apart?: true;
  /** The page cannot be shown again, so it has no links that lead away from it unintentionally. */
  readonly shownOnce?: boolean;
  /** The content is a wide table. */
  readonly wide?: boolean;
  /** What the link to the help page leads to; without it, to its beginning. */
  readonly help?: HelpTopic;
  readonly content: Html;
}

/** The complete HTML document: frame, navigation and the page's content. */
export function layout(frame: Frame, page: Page): Html {
  const { language, words, address, visitor, notice } = frame;
  const screen = page.apart === true ? undefined : screenOf(address);
  const within = screen === undefined ? [] : [words[screen].title, words.microsoft365];
  const other: Language = language === 'ja' ? 'en' : 'ja';
  return html`<!doctype html>
<html lang="${language}" data-session="${visitor?.mark ?? ''}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${[page.title, ...within.toReversed(), words.product].join(' - ')}</title>
<link rel="stylesheet" href="/portal.css">
<link rel="icon" href="data:,">
<script src="/portal.js" defer></script>
</head>
<body class="${page.wide === true ? 'wide' : ''}">
<a class="skip" href="#content">${words.skipToContent}</a>
<header class="bar">
<a class="brand" href="/"><span class="mark" aria-hidden="true"></span>${words.product}</a>
<nav aria-label="${words.product}">
${
  page.shownOnce === true
    ? ''
    : html`<a href="${helpAddress(page.help)}">${words.help.link}</a>
<a data-scripted href="${languageSwitch(address, other)}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a>
<noscript><a href="${languageSwitch(address, other)}" lang="${other}" hreflang="${other}" target="_blank" rel="noopener">${words.otherLanguageApart}</a></noscript>`
}
${
  visitor === undefined
    ? ''
    : html`<a class="who" href="/sessions" aria-label="${words.labelled(words.sessions.title, visitor.name)}">${foreignText(visitor.name)}</a>
<form method="post" action="/sign-out">${csrfField(visitor.csrfToken)}<button class="quiet">${words.signOut}</button></form>`
}
</nav>
</header>
<main id="content">
${screen === undefined || page.shownOnce === true ? '' : trail(frame, screen)}
<h1>${page.heading ?? page.title}</h1>
${notice ?? ''}${page.content}
</main>
${page.apart === true ? '' : html`<footer>${words.japanTime}</footer>`}
</body>
</html>`;
}

/** Where the help page answers a topic. */
export function helpAddress(topic: HelpTopic | undefined): string {
  return topic === undefined ? '/help' : `/help#${topic}`;
}

/** The screens 「外部サービス連携」 and 「外部サービス連携設定」 > 「Microsoft 365」, to which most pages belong. */
const SCREENS = { organization: '/organization/microsoft-365', settings: '/settings/microsoft-365' } as const;
type Screen = keyof typeof SCREENS;

function screenOf(address: string): Screen | undefined {
  if (address.startsWith(SCREENS.organization)) return 'organization';
  return address.startsWith(SCREENS.settings) ? 'settings' : undefined;
}

/** Where the page is, with links up to its screen. */
function trail({ words, address }: Frame, screen: Screen): Html {
  const here = address.split('?')[0] === SCREENS[screen];
  return html`<nav class="within" aria-label="${words.whereYouAre}"><a href="/">${words.home.title}</a>
<span>${words[screen].title}</span>
${here ? html`<span>${words.microsoft365}</span>` : html`<a href="${SCREENS[screen]}">${words.microsoft365}</a>`}</nav>`;
}

/**
 * Hidden fields that every form needs: the CSRF token, and a random value by which a form that is sent again is
 * recognized (PRODUCT E8).
 */
export function csrfField(token: string): Html {
  return html`<input type="hidden" name="csrf" value="${token}"><input type="hidden" name="submission" value="${randomText()}">`;
}

function languageSwitch(address: string, language: Language): string {
  const chosen = new URLSearchParams({ lang: language }).toString();
  return `${address}${address.includes('?') ? '&' : '?'}${chosen}`;
}
