import { html } from 'hono/html';
import { localTime } from './local-time.ts';
import { both, type Html, type Page } from './page.ts';
import { MOST_SHOWN, type QueueView } from './queues.ts';

/** What waits in the queues, and what was given up. */
export function queuesPage(queues: readonly QueueView[]): Page {
  return {
    path: '/local/queues',
    title: 'キュー',
    english: 'Queues',
    isChanging: queues.some(({ isPoison, total }) => !isPoison && total > 0),
    content: html`<p class="lead">アプリへの依頼が並ぶ Storage キューです。中身を見られるのは待機中のメッセージだけで、処理中のものや時刻を指定して遅らせたものは件数のみ表示します。</p>
<section aria-label="件数">${queueTable(queues)}</section>
${queues.filter(({ waiting }) => waiting.length > 0).map(messages)}`,
  };
}

/** How many messages there are, queue by queue. */
export function queueTable(queues: readonly QueueView[]): Html {
  return html`<div class="table"><table class="stacking">
<thead><tr><th scope="col">キュー</th><th scope="col" class="number">待機中</th><th scope="col" class="number">処理中・遅延</th><th scope="col">状態</th></tr></thead>
<tbody>${queues.map(
    ({ name, isPoison, total, waiting }) => html`<tr>
<th scope="row"><code>${name}</code></th>
<td class="number" data-label="待機中">${waiting.length === MOST_SHOWN ? `${MOST_SHOWN}以上` : waiting.length}</td>
<td class="number" data-label="処理中・遅延">${waiting.length === MOST_SHOWN ? '-' : total - waiting.length}</td>
<td data-label="状態">${badge(isPoison, total)}</td>
</tr>`,
  )}</tbody>
</table></div>`;
}

function badge(isPoison: boolean, total: number): Html {
  if (total === 0) return html`<span class="badge">空</span>`;
  return isPoison ? html`<span class="badge bad">失敗あり</span>` : html`<span class="badge good">処理中</span>`;
}

function messages({ name, waiting }: QueueView): Html {
  return html`<section aria-label="${name}">
<h2>${both('待機中のメッセージ', 'Waiting')} <code>${name}</code></h2>
<ol class="messages">${waiting.map(
    ({ id, since, attempts, text }) => html`<li>
<p class="hint"><code>${id}</code>・${localTime(since)} 登録・取り出し ${attempts}回</p>
<pre tabindex="0">${text}</pre>
</li>`,
  )}</ol>
</section>`;
}
