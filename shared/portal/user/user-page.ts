import { html } from 'hono/html';
import { formatMoment } from '../../i18n/words.ts';
import { activityDetail } from '../components/activity-detail.ts';
import { textOf, toneOf } from '../components/flash-message.ts';
import type { Html, Page } from '../components/layout.ts';
import { livePart, newsLine } from '../components/live-region.ts';
import { historySection } from './history-section.ts';
import { keySection, needsKey } from './key-section.ts';
import { liveState } from './live-state.ts';
import { notificationSwitch } from './notification-switch.ts';
import { parkedSection } from './parked-section.ts';
import { stateSection } from './state-section.ts';
import type { UserView } from './user-view.ts';
import { whereSection } from './where-section.ts';

/**
 * The user's screen 「外部サービス連携設定」 > 「Microsoft 365」 (PRODUCT B). Its parts are brought up to date in place where
 * there is JavaScript; not on the answer to a form, whose message would be lost.
 */
export function userPage(view: UserView): Page {
  const { words, flash, keyError } = view;
  const key = livePart('key-part', keySection(view));
  return {
    title: `${words.microsoft365} - ${words.settings.title}`,
    heading: words.microsoft365,
    within: words.settings.title,
    content: html`
${flash === undefined ? '' : html`<p class="note ${toneOf(flash)}" role="status" id="notice" data-after="${view.flashAfter ?? ''}">${textOf(flash)}</p>`}
${keyError === undefined ? newsLine(liveState(view)) : ''}
${livePart('state-part', stateSection(view))}
${livePart('parked-part', parkedSection(view))}
${needsKey(view) ? key : ''}
${livePart('where-part', whereSection(view))}
${livePart('history-part', historySection(view))}
${needsKey(view) ? '' : key}
${notificationSwitch(view)}
${livePart('activity-part', activitySection(view))}`,
  };
}

/** What the audit log says of the person, newest first. */
function activitySection({ words, language, activity }: UserView): Html {
  if (activity.length === 0) return html``;
  return html`<section><h2>${words.settings.activity}</h2><ul class="entries">${activity.map(
    ({ at, kind, actor, detail }) => {
      const said = detail === null ? undefined : activityDetail(words, kind, detail);
      const by = actor === null ? '' : html` <bdi>${actor}</bdi>`;
      return html`<li>${words.activity[kind]}${said === undefined ? '' : words.aside(said)}<span class="soft"><time datetime="${at}">${formatMoment(at, language)}</time>${by}</span></li>`;
    },
  )}</ul></section>`;
}
