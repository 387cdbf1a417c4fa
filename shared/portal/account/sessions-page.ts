import { html } from 'hono/html';
import type { Session } from '../../identity/session.ts';
import { flashMessage } from '../components/flash-message.ts';
import { csrfField, type Html, type Page } from '../components/layout.ts';
import { ageAndMoment } from '../components/moment.ts';
import type { PageContext } from '../components/page-context.ts';

export interface SessionsView extends PageContext {
  /** The session of this request. */
  readonly session: Session;
  /** All active sessions of the person, newest first. */
  readonly sessions: readonly Session[];
  readonly flash?: string | undefined;
}

/** Lists a person's sessions, with a way to end each (OWASP ASVS 5.0, 7.5.2). */
export function sessionsPage(view: SessionsView): Page {
  const { words, session, sessions, flash } = view;
  const text = words.sessions;
  const others = sessions.filter(({ id }) => id !== session.id);
  return {
    title: text.title,
    content: html`${flashMessage(flash)}
<div class="card"><p>${text.explanation}</p>
<div class="table stacked"><table><caption class="unseen">${text.title}</caption>
<thead><tr><th scope="col">${text.startedAt}</th><th scope="col">${text.seenAt}</th>${others.length === 0 ? '' : html`<th scope="col">${words.users.columns.action}</th>`}</tr></thead>
<tbody>${sessions.map((one) => row(view, one, others.length === 0))}</tbody></table></div>
<div class="actions">${others.length > 1 ? endForm(view, 'others', text.endOthers) : ''}<a class="button" href="/">${words.errors.home}</a></div></div>`,
  };
}

function row(view: SessionsView, one: Session, isAlone: boolean): Html {
  const { words, language, now, session } = view;
  const text = words.sessions;
  return html`<tr><td data-label="${text.startedAt}"><div>${ageAndMoment(one.startedAt, now, language)}${one.id === session.id ? html` <span class="badge good">${text.thisOne}</span>` : ''}</div></td>
<td data-label="${text.seenAt}"><div>${ageAndMoment(one.id === session.id ? now.toISOString() : one.seenAt, now, language)}</div></td>
${isAlone ? '' : html`<td data-label="${words.users.columns.action}">${one.id === session.id ? '' : endForm(view, one.id, words.signOut)}</td>`}</tr>`;
}

function endForm({ csrfToken }: SessionsView, which: string, label: string): Html {
  return html`<form method="post" action="/sessions">${csrfField(csrfToken)}<button class="small" name="which" value="${which}">${label}</button></form>`;
}
