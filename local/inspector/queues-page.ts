import { html } from 'hono/html';
import { localTime } from './local-time.ts';
import type { Html, Page } from './page.ts';
import { MAX_SHOWN, type QueueView } from './queues.ts';
import { say } from './say.ts';

/** Messages in the queues and the poison queues. */
export function queuesPage(queues: readonly QueueView[]): Page {
  return {
    path: '/local/queues',
    title: say('キュー', 'Queues'),
    isChanging: queues.some(({ isPoison, total }) => !isPoison && total > 0),
    content: html`<p class="lead">${say('アプリへの依頼が並ぶ Storage キューです。中身を見られるのは待機中のメッセージだけで、処理中のものや時刻を指定して遅らせたものは件数のみ表示します。', 'The storage queues in which work waits for the app. Only waiting messages can be looked into; those at work or put off are counted.')}</p>
<section aria-label="${say('件数', 'Counts')}">${queueTable(queues)}</section>
${queues.filter(({ waiting }) => waiting.length > 0).map(messages)}`,
  };
}

/** How many messages there are, queue by queue. */
export function queueTable(queues: readonly QueueView[]): Html {
  return html`<div class="table"><table class="stacking">
<thead><tr><th scope="col">${say('キュー', 'Queue')}</th><th scope="col" class="number">${say('待機中', 'Waiting')}</th><th scope="col" class="number">${say('処理中・遅延', 'At work or put off')}</th><th scope="col">${say('状態', 'State')}</th></tr></thead>
<tbody>${queues.map(
    ({ name, isPoison, total, waiting }) => html`<tr>
<th scope="row"><code>${name}</code></th>
<td class="number" data-label="${say('待機中', 'Waiting')}">${waiting.length === MAX_SHOWN ? say(`${MAX_SHOWN}以上`, `${MAX_SHOWN} or more`) : waiting.length}</td>
<td class="number" data-label="${say('処理中・遅延', 'At work or put off')}">${waiting.length === MAX_SHOWN ? '-' : total - waiting.length}</td>
<td data-label="${say('状態', 'State')}">${badge(isPoison, total)}</td>
</tr>`,
  )}</tbody>
</table></div>`;
}

function badge(isPoison: boolean, total: number): Html {
  if (total === 0) return html`<span class="badge">${say('空', 'empty')}</span>`;
  return isPoison
    ? html`<span class="badge bad">${say('失敗あり', 'given up')}</span>`
    : html`<span class="badge good">${say('処理中', 'at work')}</span>`;
}

function messages({ name, waiting }: QueueView): Html {
  return html`<section aria-label="${name}">
<h2>${say('待機中のメッセージ', 'Waiting')} <code>${name}</code></h2>
<ol class="messages">${waiting.map(
    ({ id, since, attempts, text }) => html`<li>
<p class="hint"><code>${id}</code>・${say(`${localTime(since)} 登録・取り出し ${attempts}回`, `${localTime(since)}, taken ${attempts} times`)}</p>
<pre tabindex="0">${text}</pre>
</li>`,
  )}</ol>
</section>`;
}
