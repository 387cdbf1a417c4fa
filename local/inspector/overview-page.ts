import { html } from 'hono/html';
import { timeAhead } from '../clock.ts';
import type { Emulator } from '../emulator/emulator.ts';
import type { Stack } from '../stack.ts';
import { INHABITANTS } from '../world.ts';
import { firstSteps, firstTenantId } from './first-steps.ts';
import { localDuration, localTime } from './local-time.ts';
import { type Overview, overviewOf, type PersonView } from './overview.ts';
import { both, type Html, type Page } from './page.ts';
import type { QueueView } from './queues.ts';
import { queueTable } from './queues-page.ts';

/** What runs where, who can sign in as what, the clock and the queues. */
export function overviewPage(stack: Stack, queues: readonly QueueView[]): Page {
  const overview = overviewOf(stack);
  return {
    path: '/local',
    title: 'ローカル環境の概要',
    english: 'Local stack',
    isChanging: queues.some(({ isPoison, total }) => !isPoison && total > 0),
    content: html`<p class="lead">クラウドのアカウントなしで、このパソコンの中だけで動いています。登場する人、会社、名刺はすべて架空のものです。</p>
<div class="columns">${clock()}${steps(overview.app)}</div>
<section><h2>${both('サインインできる人', 'Who can sign in')}</h2>${peopleTable(overview)}</section>
<div class="columns">
<section><h2>${both('動いているもの', 'What runs where')}</h2>${serviceTable(stack)}</section>
<section><h2>${both('キュー', 'Queues')}</h2>${queueTable(queues)}<p class="hint"><a href="/local/queues">メッセージの中身を見る</a></p></section>
</div>`,
  };
}

const LEAPS = [
  { minutes: 30, ja: '30分', en: '+30 min' },
  { minutes: 6 * 60, ja: '6時間', en: '+6 h' },
  { minutes: 24 * 60, ja: '1日', en: '+1 day' },
];

function clock(): Html {
  const ahead = timeAhead();
  return html`<section><h2>${both('時計', 'Clock')}</h2>
<p class="clock">${localTime(new Date())}</p>
<p class="hint">${ahead === 0 ? '実際の時刻と同じです。' : `実際の時刻より${localDuration(ahead)}進んでいます。`}同期は通常30分ごとです。時間を進めると、アプリと周りのサービスの時計がそろって進み、すぐに次の同期が始まります。</p>
<form method="post" action="/local/time" class="leaps">${LEAPS.map(
    ({ minutes, ja, en }, index) =>
      html`<button name="minutes" value="${minutes}" class="${index === 0 ? 'primary' : ''}">${ja}進めてタイマーを実行 <span class="english" lang="en">(${en})</span></button>`,
  )}</form></section>`;
}

function steps(app: string): Html {
  return html`<section><h2>${both('はじめかた', 'First steps')}</h2>
<ol class="steps">${firstSteps(app).map(({ ja, en }) => html`<li>${ja}<span class="english" lang="en">${en}</span></li>`)}</ol>
<p class="hint">テナント ID: <code class="copy">${firstTenantId()}</code></p></section>`;
}

const ROLES: Record<PersonView['role'], string> = {
  administrator: '管理者',
  user: 'ユーザー',
  'global-administrator': 'グローバル管理者',
  'privileged-role-administrator': '特権ロール管理者',
};

function peopleTable({ people }: Overview): Html {
  const about = new Map(INHABITANTS.map((person) => [person.address, person.about]));
  return html`<p class="hint">パスワードは要りません。サインイン画面で名前を選ぶだけです。ID やキーは、1回クリックすると全体が選択され、コピーできます。</p>
<div class="table"><table class="stacking people">
<thead><tr><th scope="col">名前</th><th scope="col">役割</th><th scope="col">組織とテナント ID</th><th scope="col">メールボックス</th><th scope="col">名刺と API キー</th></tr></thead>
<tbody>${people.map(
    (person) => html`<tr>
<th scope="row">${person.name}<code class="copy">${person.address}</code></th>
<td data-label="役割"><span class="badge">${ROLES[person.role]}</span><span class="hint">${about.get(person.address)}</span></td>
<td data-label="組織とテナント ID">${person.organization ?? ''}${person.tenantId === null ? html`<span class="hint">Microsoft 365 なし</span>` : html`<code class="copy">${person.tenantId}</code>`}</td>
<td data-label="メールボックス">${person.mailbox ? html`<a href="/local/mailboxes/${person.address}">開く<span class="unseen">: ${person.name}</span></a>` : html`<span class="hint">なし</span>`}</td>
<td data-label="名刺と API キー">${cards(person)}</td>
</tr>`,
  )}</tbody>
</table></div>`;
}

function cards({ cards: count, apiKey }: PersonView): Html {
  if (count === null) return html`<span class="hint">なし</span>`;
  return html`${count.toLocaleString('ja')}枚${apiKey === null ? html`<span class="hint">API キーは失効</span>` : html`<code class="copy">${apiKey}</code>`}`;
}

function serviceTable(stack: Stack): Html {
  const emulators: [about: string, emulator: Emulator][] = [
    ['Sansan Open API', stack.sansan],
    ['Microsoft Graph', stack.graph],
    ['Microsoft Entra', stack.entra],
    ['Cosmos DB', stack.cosmos],
    ['Key Vault', stack.keyVault],
    ['お知らせの受信箱 (SMTP, Webhook)', stack.notices],
  ];
  const others: [about: string, origin: string][] = [
    ['アプリ (Functions)', stack.app.origin],
    ['ポータルのサインイン (OIDC)', stack.portal.origin],
    ['Storage キュー (Azurite)', stack.queues.origin],
  ];
  return html`<div class="table"><table class="stacking">
<thead><tr><th scope="col">サービス</th><th scope="col">アドレス</th><th scope="col" class="number">リクエスト</th></tr></thead>
<tbody>${others.map(
    ([about, origin]) =>
      html`<tr><th scope="row">${about}</th><td data-label="アドレス"><code class="copy">${origin}</code></td><td class="number" data-label="リクエスト">-</td></tr>`,
  )}${emulators.map(
    ([about, { origin, requests }]) => html`<tr>
<th scope="row">${about}</th>
<td data-label="アドレス"><code class="copy">${origin}</code></td>
<td class="number" data-label="リクエスト">${requests.count().toLocaleString('ja')}件 <span class="links"><a href="${origin}/_emulator/requests">記録<span class="unseen">: ${about}</span></a> <a href="${origin}/_emulator/state">状態<span class="unseen">: ${about}</span></a></span></td>
</tr>`,
  )}</tbody>
</table></div>`;
}
