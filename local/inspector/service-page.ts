import { html } from 'hono/html';
import type { Emulator } from '../emulators/emulator.ts';
import { localTime } from './local-time.ts';
import type { Html, Page } from './page.ts';
import { say } from './say.ts';

/** Maximum number of requests in the list, and of characters of the state. */
const MAX_REQUESTS = 200;
const MAX_STATE_LENGTH = 200_000;

/** Requests and state of one emulator; programs get both as JSON from the emulator itself. */
export function servicePage(about: string, { origin, requests, state }: Emulator): Page {
  return {
    path: '/local',
    title: about,
    content: html`<p class="lead"><code class="copy">${origin}</code></p>
${requestsSection(origin, requests.summary())}
${stateSection(origin, JSON.stringify(state(), undefined, 2))}`,
  };
}

function requestsSection(
  origin: string,
  { total, charge, byOperation, log }: ReturnType<Emulator['requests']['summary']>,
) {
  const operations = Object.entries(byOperation).sort(([, a], [, b]) => b - a);
  const shown = log.slice(-MAX_REQUESTS).reverse();
  const inUnits = charge > 0;
  return html`<section><h2>${say('リクエスト', 'Requests')}</h2>
<p class="hint">${say(`合計 ${total.toLocaleString('ja')}件`, `${total.toLocaleString('en')} in all`)}${inUnits ? say(`・${Math.round(charge).toLocaleString('ja')} RU`, `, ${Math.round(charge).toLocaleString('en')} request units`) : ''} <a href="${origin}/_emulator/requests">JSON</a></p>
${
  operations.length === 0
    ? html`<p>${say('まだありません。', 'None yet.')}</p>`
    : html`<div class="table"><table class="stacking"><thead><tr><th scope="col">${say('操作', 'Operation')}</th><th scope="col" class="number">${say('件数', 'Number')}</th></tr></thead>
<tbody>${operations.map(([operation, count]) => html`<tr><th scope="row"><code>${operation}</code></th><td class="number" data-label="${say('件数', 'Number')}">${count.toLocaleString('ja')}</td></tr>`)}</tbody></table></div>
<details><summary>${say(`直近の ${shown.length}件`, `The last ${shown.length}`)}</summary>
<div class="table"><table class="stacking"><thead><tr><th scope="col">${say('時刻', 'Time')}</th><th scope="col">${say('操作', 'Operation')}</th><th scope="col">${say('結果', 'Result')}</th>${inUnits ? html`<th scope="col" class="number">RU</th>` : ''}</tr></thead>
<tbody>${shown.map(
        (request) => html`<tr><td data-label="${say('時刻', 'Time')}">${localTime(new Date(request.at))}</td>
<td data-label="${say('操作', 'Operation')}"><code>${request.operation}</code></td>
<td data-label="${say('結果', 'Result')}"><span class="badge ${request.status < 400 ? 'good' : 'bad'}">${request.status}</span></td>${
          inUnits ? html`<td class="number" data-label="RU">${(request.charge ?? 0).toFixed(1)}</td>` : ''
        }</tr>`,
      )}</tbody></table></div></details>`
}</section>`;
}

function stateSection(origin: string, state: string): Html {
  const rest = state.length - MAX_STATE_LENGTH;
  return html`<section><h2>${say('状態', 'State')}</h2>
<p class="hint">${say('サービスが今持っているデータです。', 'What the service holds now.')} <a href="${origin}/_emulator/state">JSON</a></p>
<pre tabindex="0">${state.slice(0, MAX_STATE_LENGTH)}</pre>
${rest > 0 ? html`<p class="hint">${say(`長いため、ここまで表示しています。すべては「JSON」でご覧ください。`, 'There is more of it: see "JSON".')}</p>` : ''}</section>`;
}
