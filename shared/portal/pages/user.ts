import { html } from 'hono/html';
import type { LinkHead } from '../../links/link-head.ts';
import type { RunFailureCode } from '../../links/run-failure.ts';
import type { Activity } from '../../telemetry/activity.ts';
import { csrfField, type Html, type Page } from '../layout.ts';
import { formatMoment, type Language, type Words } from '../words.ts';
import { activityList } from './activity-list.ts';
import { stateBadge } from './state-badge.ts';

export interface UserView {
  readonly language: Language;
  readonly words: Words;
  readonly csrfToken: string;
  readonly connected: boolean;
  readonly folderName: string;
  /** `undefined` for somebody whom we see for the first time. */
  readonly head: LinkHead | undefined;
  readonly activity: readonly Activity[];
  readonly keyError?: string | undefined;
  readonly notice?: string | undefined;
}

/** The user's screen 「外部サービス連携設定」 > 「Microsoft 365」 (PRODUCT B). */
export function userPage(view: UserView): Page {
  const { words, head, notice } = view;
  const busy = head !== undefined && (isRunning(head) || head.state.name === 'unlinking');
  return {
    title: `${words.settings.title} > ${words.microsoft365}`,
    ...(busy ? { refreshAfter: 3 } : {}),
    content: html`
${notice === undefined ? '' : html`<p class="note good" role="status">${notice}</p>`}
<section aria-labelledby="state">
<div class="head"><h2 id="state">${words.microsoft365}</h2>${stateBadge(words, { state: head?.state ?? { name: 'not-linked' } })}</div>
${statePart(view)}
</section>
${keySection(view)}
<section><details><summary>${words.settings.where}</summary><ul>${words.settings.whereSteps.map((step) => html`<li>${step}</li>`)}</ul></details></section>
${view.activity.length === 0 ? '' : html`<section><h2>${words.settings.activity}</h2>${activityList(words, view.language, view.activity)}</section>`}`,
  };
}

/** Whether a first or later sync is going on, or is about to begin. */
export function isRunning(head: LinkHead): boolean {
  const { state, sync, cardKey } = head;
  if (state.name !== 'linked' || cardKey === null) return false;
  return sync.progress !== null || (sync.lastSuccess === null && sync.lastFailure === null);
}

function statePart(view: UserView): Html {
  const { words, head, connected } = view;
  const text = words.settings;
  switch (head?.state.name) {
    case 'linked':
      return linkedPart(view, head, head.state);
    case 'reconnect-needed':
      return html`${failureNote(words, head.state.reason, 'bad')}
${accountList(view, head.state.mailbox.name)}
<div class="actions">${linkForm(view)}${unlinkLink(view)}</div>`;
    case 'unlinking':
      return html`<p class="note" role="status">${text.unlinking}</p>`;
    case 'linking':
    case 'not-linked':
    case undefined:
      return connected
        ? html`<p>${text.linkExplanation}</p><div class="actions">${linkForm(view)}</div>`
        : html`<p class="note warn">${text.notConnected}</p>`;
  }
}

/** Why the sync does not succeed, and who can do something about it. */
function failureNote(words: Words, code: RunFailureCode, tone: 'bad' | 'warn'): Html {
  const { text, who } = words.runFailures[code];
  return html`<div class="note ${tone}"><p>${text}</p><p class="hint">${words.problem.whoActs}: ${words.problem.who[who]}</p></div>`;
}

function linkedPart(view: UserView, head: LinkHead, state: Extract<LinkHead['state'], { name: 'linked' }>): Html {
  const { words, language, csrfToken, connected } = view;
  const text = words.settings;
  const { sync } = head;
  const post = (action: string, label: string, className: string) =>
    html`<form method="post" action="/settings/microsoft-365/${action}">${csrfField(csrfToken)}<button class="${className}">${label}</button></form>`;
  return html`
${connected ? '' : html`<p class="note warn">${text.notConnected}</p>`}
${sync.lastFailure === null ? '' : failureNote(words, sync.lastFailure.code, 'warn')}
${holdPart(view, head)}
${progressPart(view, head)}
<dl>
<dt>${text.linkedAccount}</dt><dd>${state.mailbox.name}</dd>
<dt>${text.folder}</dt><dd>${view.folderName}</dd>
<dt>${text.lastSuccess}</dt><dd>${sync.lastSuccess === null ? text.never : formatMoment(sync.lastSuccess, language)}</dd>
${sync.counts === null ? '' : html`<dt>${text.lastRun}</dt><dd>${text.counts(sync.counts)}</dd>`}
<dt>${text.nextRun}</dt><dd>${text.within30Minutes}</dd>
</dl>
${sync.counts !== null && sync.counts.parked > 0 ? html`<p class="note warn">${text.parked(sync.counts.parked)}</p>` : ''}
<div class="actions">${post('sync', text.syncNow, 'primary')}${post('rebuild', text.rebuild, '')}${unlinkLink(view)}</div>
<p class="hint">${text.rebuildHint}</p>`;
}

/** Removals that look wrong, and the two ways out (PRODUCT C6). */
function holdPart({ words, csrfToken }: UserView, { sync: { hold } }: LinkHead): Html {
  const text = words.settings;
  if (hold === null) return html``;
  if (hold.decision !== null) return html`<p class="note" role="status">${text.holdDecided}</p>`;
  return html`<div class="note warn"><p>${text.hold(hold.removals, hold.of)}</p>
<form class="actions" method="post" action="/settings/microsoft-365/hold">${csrfField(csrfToken)}
<button name="decision" value="apply">${text.holdApply}</button><button name="decision" value="keep">${text.holdKeep}</button></form></div>`;
}

function progressPart({ words }: UserView, head: LinkHead): Html {
  const text = words.settings;
  if (!isRunning(head)) return html``;
  const { progress } = head.sync;
  if (progress === null) return html`<p class="note" role="status">${text.starting}</p>`;
  return html`<p role="status"><label for="progress">${text.running}: ${text.progress(progress.done, progress.total)}</label>
<progress id="progress" value="${progress.done}" max="${Math.max(1, progress.total)}"></progress></p>`;
}

function accountList({ words }: UserView, name: string): Html {
  return html`<dl><dt>${words.settings.linkedAccount}</dt><dd>${name}</dd></dl>`;
}

function linkForm({ words, csrfToken }: UserView): Html {
  return html`<form method="post" action="/settings/microsoft-365/link">${csrfField(csrfToken)}<button class="primary">${words.settings.link}</button></form>`;
}

function unlinkLink({ words }: UserView): Html {
  return html`<a class="button" href="/settings/microsoft-365/unlink">${words.settings.unlink}</a>`;
}

function keySection({ words, csrfToken, head, keyError }: UserView): Html {
  const text = words.settings;
  const missing = head?.cardKey == null;
  return html`<section><h2>${words.organization.apiKeys}</h2>
<p class="${missing ? 'note warn' : ''}">${missing ? text.keyMissing : text.keyRegistered}</p>
<details ${missing || keyError !== undefined ? 'open' : ''}><summary>${words.organization.apiKey}</summary>
<p>${text.keyExplanation}</p>
<form method="post" action="/settings/microsoft-365/api-key">
${csrfField(csrfToken)}
<label for="apiKey">${words.organization.apiKey}</label>
<input type="password" id="apiKey" name="apiKey" required autocomplete="off" spellcheck="false"
 ${keyError === undefined ? '' : html`aria-invalid="true" aria-describedby="apiKey-error"`}>
${keyError === undefined ? '' : html`<p class="error" id="apiKey-error">${keyError}</p>`}
<p class="actions"><button>${words.organization.register}</button></p>
</form></details></section>`;
}

/** Asks before a link ends, and what shall become of the folder (PRODUCT D1). */
export function unlinkPage(words: Words, csrfToken: string): Page {
  const text = words.settings;
  return {
    title: text.unlinkTitle,
    content: html`<section><p>${text.unlinkExplanation}</p>
<form method="post" action="/settings/microsoft-365/unlink">
${csrfField(csrfToken)}
<label class="tick"><input type="radio" name="folder" value="keep" checked> ${text.keepFolder}</label>
<label class="tick"><input type="radio" name="folder" value="delete"> ${text.deleteFolder}</label>
<div class="actions"><button class="danger">${text.unlink}</button><a class="button" href="/settings/microsoft-365">${words.cancel}</a></div>
</form></section>`,
  };
}
