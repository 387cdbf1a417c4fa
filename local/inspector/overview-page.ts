import { html } from 'hono/html';
import { timeAhead } from '../clock.ts';
import { INHABITANTS } from '../sample-data/world.ts';
import type { Stack } from '../stack.ts';
import { emulatorsOf } from './emulators-of.ts';
import { firstSteps } from './first-steps.ts';
import { localDuration, localTime } from './local-time.ts';
import { type Overview, overviewOf, type PersonView } from './overview.ts';
import type { Html, Page } from './page.ts';
import type { QueueView } from './queues.ts';
import { queueTable } from './queues-page.ts';
import { say } from './say.ts';

/** All services with their addresses, the people with their roles, the clock and the queues. */
export function overviewPage(stack: Stack, queues: readonly QueueView[]): Page {
  const overview = overviewOf(stack);
  return {
    path: '/local',
    title: say('ローカル環境の概要', 'The local stack'),
    isChanging: queues.some(({ isPoison, total }) => !isPoison && total > 0),
    content: html`<p class="lead">${say('クラウドのアカウントなしで、このパソコンの中だけで動いています。登場する人、会社、名刺はすべて架空のものです。', 'Everything runs on this machine alone, without an account in a cloud. All people, companies and cards are invented.')}</p>
<div class="columns">${clock()}${steps(overview.app, stack.settings['PORTAL_SIGN_IN'] === 'entra')}</div>
<section><h2>${say('サインインできる人', 'Who can sign in')}</h2>${peopleTable(overview)}</section>
<div class="columns">
<section><h2>${say('動いているもの', 'What runs where')}</h2>${serviceTable(stack)}</section>
<section><h2>${say('キュー', 'Queues')}</h2>${queueTable(queues)}<p class="hint"><a href="/local/queues">${say('メッセージの中身を見る', 'Look into the messages')}</a></p></section>
</div>`,
  };
}

const LEAPS = [
  { minutes: 30, ja: '30分', en: 'Let 30 minutes pass' },
  { minutes: 6 * 60, ja: '6時間', en: 'Let 6 hours pass' },
  { minutes: 24 * 60, ja: '1日', en: 'Let a day pass' },
];

function clock(): Html {
  const ahead = timeAhead();
  return html`<section><h2>${say('時計', 'Clock')}</h2>
<p class="clock">${localTime(new Date())}</p>
<p class="hint">${ahead === 0 ? say('実際の時刻と同じです。', 'This is the real time.') : say(`実際の時刻より${localDuration(ahead)}進んでいます。`, `This is ${localDuration(ahead)} ahead of the real time.`)} ${say('同期は通常30分ごとです。時間を進めると、アプリと周りのサービスの時計がそろって進み、すぐに次の同期が始まります。', 'A sync comes every 30 minutes. When time passes here, the clocks of the app and of all services go on together, and the next sync begins at once.')}</p>
<form method="post" action="/local/time" class="leaps">${LEAPS.map(
    ({ minutes, ja, en }, index) =>
      html`<button name="minutes" value="${minutes}" class="${index === 0 ? 'primary' : ''}">${say(`${ja}進めてタイマーを実行`, en)}</button>`,
  )}</form></section>`;
}

function steps(app: string, isCompany: boolean): Html {
  return html`<section><h2>${say('はじめかた', 'First steps')}</h2>
<ol class="steps">${firstSteps(app, isCompany).map(({ ja, en }) => html`<li>${say(ja, en)}</li>`)}</ol>
<p class="hint">${say('失敗も試せます。「名刺」で API キーを失効させる、「メールボックス」でフォルダーを削除する、Microsoft の画面で承諾せずに戻る、などを行うと、ポータルが原因と対処を説明します。', 'Try what goes wrong, too: revoke an API key under "Cards", delete the folder under "Mailboxes", or leave the page of Microsoft without accepting. The portal explains each.')}</p></section>`;
}

const roles = (): Record<PersonView['role'], string> => ({
  administrator: say('管理者', 'Administrator'),
  user: say('ユーザー', 'User'),
  'global-administrator': say('グローバル管理者', 'Global Administrator'),
  'privileged-role-administrator': say('特権ロール管理者', 'Privileged Role Administrator'),
});

function peopleTable({ people }: Overview): Html {
  const about = new Map(INHABITANTS.map(({ address, about: { ja, en } }) => [address, say(ja, en)]));
  return html`<p class="hint">${say('パスワードは要りません。サインイン画面で名前を選ぶだけです。ID やキーは、1回クリックすると全体が選択され、コピーできます。', 'There are no passwords: choose a name on the page of the sign-in. A click on an ID or a key selects it whole.')}</p>
<div class="table"><table class="stacking people">
<thead><tr><th scope="col">${say('名前', 'Name')}</th><th scope="col">${say('役割', 'Role')}</th><th scope="col">${say('組織とテナント ID', 'Organization and tenant ID')}</th><th scope="col">${say('メールボックス', 'Mailbox')}</th><th scope="col">${say('名刺と API キー', 'Cards and API key')}</th></tr></thead>
<tbody>${people.map(
    (person) => html`<tr>
<th scope="row">${person.name}<code class="copy">${person.address}</code></th>
<td data-label="${say('役割', 'Role')}"><span class="badge">${roles()[person.role]}</span><span class="hint">${about.get(person.address)}</span></td>
<td data-label="${say('組織とテナント ID', 'Organization and tenant ID')}">${person.organization ?? ''}${person.tenantId === null ? html`<span class="hint">${say('Microsoft 365 なし', 'Without Microsoft 365')}</span>` : html`<code class="copy">${person.tenantId}</code>`}</td>
<td data-label="${say('メールボックス', 'Mailbox')}">${person.mailbox ? html`<a href="/local/mailboxes/${person.address}">${say('開く', 'Open')}<span class="unseen">: ${person.name}</span></a>` : html`<span class="hint">${say('なし', 'None')}</span>`}</td>
<td data-label="${say('名刺と API キー', 'Cards and API key')}">${cards(person)}</td>
</tr>`,
  )}</tbody>
</table></div>`;
}

function cards({ cards: count, apiKey }: PersonView): Html {
  if (count === null) return html`<span class="hint">${say('なし', 'None')}</span>`;
  return html`${say(`${count.toLocaleString('ja')}枚`, `${count.toLocaleString('en')} cards`)}${apiKey === null ? html`<span class="hint">${say('API キーは失効', 'The API key is revoked')}</span>` : html`<code class="copy">${apiKey}</code>`}`;
}

function serviceTable(stack: Stack): Html {
  const others: [about: string, origin: string][] = [
    [say('アプリ (Functions)', 'App (Functions)'), stack.app.origin],
    [say('ポータルのサインイン (OIDC)', 'Sign-in of the portal (OIDC)'), stack.portal.origin],
    [say('Storage キュー (Azurite)', 'Storage queues (Azurite)'), stack.queues.origin],
  ];
  return html`<div class="table"><table class="stacking">
<thead><tr><th scope="col">${say('サービス', 'Service')}</th><th scope="col">${say('アドレス', 'Address')}</th><th scope="col" class="number">${say('リクエスト', 'Requests')}</th></tr></thead>
<tbody>${others.map(
    ([about, origin]) =>
      html`<tr><th scope="row">${about}</th><td data-label="${say('アドレス', 'Address')}"><code class="copy">${origin}</code></td><td class="number" data-label="${say('リクエスト', 'Requests')}">-</td></tr>`,
  )}${emulatorsOf(stack).map(
    ({ name, about, emulator: { origin, requests } }) => html`<tr>
<th scope="row">${about}</th>
<td data-label="${say('アドレス', 'Address')}"><code class="copy">${origin}</code></td>
<td class="number" data-label="${say('リクエスト', 'Requests')}">${requests.count().toLocaleString('ja')}${say('件', '')} <a class="inside" href="/local/services/${name}">${say('中を見る', 'Look inside')}<span class="unseen">: ${about}</span></a></td>
</tr>`,
  )}</tbody>
</table></div>`;
}
