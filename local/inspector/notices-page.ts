import { html } from 'hono/html';
import type { CaughtWebhook, NoticeCatcher } from '../notice-catcher/emulator.ts';
import type { CaughtMail } from '../notice-catcher/mail-server.ts';
import { localTime } from './local-time.ts';
import { both, type Html, type Page } from './page.ts';

/** The mails and webhooks that the app sent; nothing of it leaves this machine. */
export function noticesPage({ mails, webhooks, webhook }: NoticeCatcher): Page {
  return {
    path: '/local/notices',
    title: 'お知らせ',
    english: 'Notices',
    content: html`<p class="lead">アプリが送ったメールと Webhook です。このパソコンの外には送られません。Webhook は、次のURLを組織の管理者の画面に登録すると届きます： <code class="copy">${webhook}</code></p>
<section><h2>${both('メール', 'Mail')}</h2>${list(mails().map(mailItem))}</section>
<section><h2>${both('Webhook', 'Webhooks')}</h2>${list(webhooks().map(webhookItem))}</section>`,
  };
}

function list(items: readonly Html[]): Html {
  if (items.length === 0) return html`<p class="hint">まだありません。</p>`;
  return html`<ul class="messages">${items.toReversed()}</ul>`;
}

function mailItem({ at, from, to, subject, text, html: markup }: CaughtMail): Html {
  return html`<li>
<p><strong>${subject}</strong></p>
<p class="hint">${localTime(new Date(at))}・<code>${from}</code> → <code>${to.join(', ')}</code></p>
<pre tabindex="0">${text ?? ''}</pre>
<details><summary>HTML</summary><pre tabindex="0">${markup ?? ''}</pre></details>
</li>`;
}

function webhookItem({ at, headers, body }: CaughtWebhook): Html {
  const signed = Object.entries(headers).filter(([name]) => name.startsWith('webhook-'));
  return html`<li>
<p class="hint">${localTime(new Date(at))}</p>
<pre tabindex="0">${signed.map(([name, value]) => `${name}: ${value}\n`).join('')}
${body}</pre>
</li>`;
}
