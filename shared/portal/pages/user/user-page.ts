import { html } from 'hono/html';
import type { Html, Page } from '../../layout.ts';
import { activityList } from '../activity-list.ts';
import { historySection } from './history-section.ts';
import { keySection } from './key-section.ts';
import { liveState } from './live-state.ts';
import { noticeSwitch } from './notice-switch.ts';
import { parkedSection } from './parked-section.ts';
import { stateSection } from './state-section.ts';
import type { UserView } from './user-view.ts';
import { whereSection } from './where-section.ts';

/**
 * The user's screen 「外部サービス連携設定」 > 「Microsoft 365」 (PRODUCT B). Its parts are brought up to date in place where
 * there is JavaScript; not on the answer to a form, whose message would be lost.
 */
export function userPage(view: UserView): Page {
  const { words, notice, keyError } = view;
  return {
    title: `${words.settings.title} > ${words.microsoft365}`,
    live: keyError === undefined,
    content: html`
${notice === undefined ? '' : html`<p class="note good" role="status" id="notice">${notice}</p>`}
${keyError === undefined ? newsLine(view) : ''}
${part('state-part', stateSection(view))}
${part('history-part', historySection(view))}
${part('parked-part', parkedSection(view))}
${part('key-part', keySection(view))}
${noticeSwitch(view)}
${whereSection(view)}
${part('activity-part', activitySection(view))}`,
  };
}

/** Says to screen readers what changed, and tells the script what the page shows. */
function newsLine(view: UserView): Html {
  const { version, says, every } = liveState(view);
  return html`<p class="unseen" role="status" id="news" data-version="${version}" data-says="${says}" data-every="${every}"></p>`;
}

function part(id: string, content: Html): Html {
  return html`<div id="${id}" data-part>${content}</div>`;
}

function activitySection({ words, language, activity }: UserView): Html {
  if (activity.length === 0) return html``;
  return html`<section><h2>${words.settings.activity}</h2>${activityList(words, language, activity)}</section>`;
}
