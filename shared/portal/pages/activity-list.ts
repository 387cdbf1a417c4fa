import { html } from 'hono/html';
import type { Activity } from '../../telemetry/activity.ts';
import { activityDetail } from '../activity-detail.ts';
import type { Html } from '../layout.ts';
import { formatMoment, type Language, type Words } from '../words.ts';

/** The audit log, newest first. */
export function activityList(words: Words, language: Language, activity: readonly Activity[]): Html {
  return html`<ul>${activity.map(({ at, kind, actor, detail }) => {
    const said = detail === null ? undefined : activityDetail(words, kind, detail);
    return html`<li><time datetime="${at}">${formatMoment(at, language)}</time> ${words.activity[kind]}${said === undefined ? '' : words.aside(said)}${actor === null ? '' : html` <span class="soft">${actor}</span>`}</li>`;
  })}</ul>`;
}
