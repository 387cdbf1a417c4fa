import { html } from 'hono/html';
import { activityAside } from '../components/activity-detail.ts';
import { clientList } from '../components/client-list.ts';
import { flashMessage } from '../components/flash-message.ts';
import { foreignText, naming } from '../components/foreign-text.ts';
import { csrfField, type Html, type Page } from '../components/layout.ts';
import { livePart, newsLine } from '../components/live-region.ts';
import { shownMoment } from '../components/moment.ts';
import { historySection } from './history-section.ts';
import { keySection, needsKey } from './key-section.ts';
import { leftOutSection } from './left-out-section.ts';
import { liveState } from './live-state.ts';
import { parkedSection } from './parked-section.ts';
import { stateSection } from './state-section.ts';
import type { UserView } from './user-view.ts';

/** Contacts of the account that is signed in to Outlook on the web. */
const OUTLOOK_ON_THE_WEB = 'https://outlook.office.com/people/';

/**
 * The user's screen 「外部サービス連携設定」 > 「Microsoft 365」 (PRODUCT B). With JavaScript its parts are updated in place, except
 * on the response to a form, whose message would be lost.
 */
export function userPage(view: UserView): Page {
  const { words, flash, keyError } = view;
  const key = livePart('key-part', keySection(view));
  return {
    title: words.settings.heading,
    help: 'link',
    content: html`
${flashMessage(flash, view.flashAfter)}
${keyError === undefined ? newsLine(words, '/settings/microsoft-365', liveState(view)) : ''}
${livePart('state-part', stateSection(view))}
${livePart('parked-part', parkedSection(view))}
${livePart('left-out-part', leftOutSection(view))}
${needsKey(view) ? key : ''}
${livePart('where-part', whereSection(view))}
${livePart('history-part', historySection(view))}
${needsKey(view) ? '' : key}
${notificationSwitch(view)}
${livePart('activity-part', activitySection(view))}`,
  };
}

/** What each client shows of the folder, and what to do there (PRODUCT B7); hidden until there is a folder. */
function whereSection({ words, link }: UserView): Html {
  if (link === undefined || !('folder' in link.state)) return html``;
  const { title, open, missing } = words.where;
  return html`<section aria-label="${title}"><details id="where"><summary>${title}</summary>
<p class="actions"><a class="button" href="${OUTLOOK_ON_THE_WEB}">${open}</a></p>
${clientList(words, (name) => html`<h3>${name}</h3>`)}
<p class="hint">${missing}</p></details></section>`;
}

/** The switch for the user's notifications (PRODUCT E3); hidden when nothing is stored about the person. */
export function notificationSwitch({ words, csrfToken, link, mailIsSetUp }: UserView): Html {
  if (link === undefined) return html``;
  const text = words.notifications;
  const { off } = link.notices;
  const choice = html`<p>${off ? text.userOff : naming(text.userOn(link.email), link.email)}</p>
<form class="actions" method="post" action="/settings/microsoft-365/notices">${csrfField(csrfToken)}<button name="notices" value="${off ? 'on' : 'off'}">${off ? text.switchOn : text.switchOff}</button></form>`;
  const unable = mailIsSetUp ? text.noAddress : text.mailOff;
  return html`<section id="notices" aria-labelledby="notices-title"><h2 id="notices-title">${text.title}</h2>${mailIsSetUp && link.email !== '' ? choice : html`<p class="hint">${unable}</p>`}</section>`;
}

/** The link's audit log entries, newest first. */
function activitySection({ words, language, activity }: UserView): Html {
  if (activity.length === 0) return html``;
  return html`<section aria-labelledby="activity"><h2 id="activity">${words.settings.activity}</h2><ul class="entries">${activity.map(
    ({ at, kind, actor, detail }) =>
      html`<li>${words.activity[kind]}${activityAside(words, kind, detail)}<span class="soft">${shownMoment(at, language)}${actor === null ? '' : html` ${foreignText(actor)}`}</span></li>`,
  )}</ul></section>`;
}
