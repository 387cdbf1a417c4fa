import { html } from 'hono/html';
import type { Activity } from '../../audit/activity.ts';
import { formatMoment, type Words } from '../../i18n/words.ts';
import type { Language } from '../../language.ts';
import { activityDetail } from '../components/activity-detail.ts';
import type { Html } from '../components/layout.ts';

/** The audit log, newest first. */
export function activityList(words: Words, language: Language, activity: readonly Activity[]): Html {
  return html`<ul class="entries">${activity.map(({ at, kind, actor, detail }) => {
    const said = detail === null ? undefined : activityDetail(words, kind, detail);
    const by = actor === null ? '' : html` <bdi>${actor}</bdi>`;
    return html`<li>${words.activity[kind]}${said === undefined ? '' : words.aside(said)}<span class="soft"><time datetime="${at}">${formatMoment(at, language)}</time>${by}</span></li>`;
  })}</ul>`;
}
