import { html } from 'hono/html';
import type { CaughtWebhook, MailAndWebhooksEmulator } from '../emulators/mail-and-webhooks/emulator.ts';
import type { CaughtMail } from '../emulators/mail-and-webhooks/mail-server.ts';
import { localTime } from './local-time.ts';
import type { Html, Page } from './page.ts';
import { say } from './say.ts';

/** Mails and webhook calls that the app sent; none of them leaves this machine. */
export function notificationsPage({ mails, webhooks, webhook }: MailAndWebhooksEmulator): Page {
  return {
    path: '/local/notices',
    title: say('お知らせ', 'Notices'),
    content: html`<p class="lead">${say('アプリが送ったメールと Webhook です。このパソコンの外には送られません。Webhook は、次のURLを組織の管理者の画面に登録すると届きます：', 'Mails and webhooks that the app sent. Nothing leaves this machine. Webhooks come when this address is entered on the screen of an administrator:')} <code class="copy">${webhook}</code></p>
<section><h2>${say('メール', 'Mail')}</h2>${list(mails().map(mailItem))}</section>
<section><h2>${say('Webhook', 'Webhooks')}</h2>${list(webhooks().map(webhookItem))}</section>`,
  };
}

function list(items: readonly Html[]): Html {
  if (items.length === 0) return html`<p class="hint">${say('まだありません。', 'None yet.')}</p>`;
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
