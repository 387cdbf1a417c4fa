import { html } from 'hono/html';
import type { Words } from '../../../i18n/words.ts';
import type { UserId } from '../../../ids.ts';
import type { Language } from '../../../language.ts';
import type { Link } from '../../../links/link.ts';
import { otherMailbox } from '../../../links/link.ts';
import { type UserStatus, userStatus } from '../../../links/user-status.ts';
import type { Organization } from '../../../organizations/organization.ts';
import { ageAndMoment } from '../../components/age-and-moment.ts';
import { csrfField, type Html } from '../../components/layout.ts';
import { TABS } from '../administrator-screen.ts';
import { ageBar, isLate } from './age-bar.ts';

export interface UsersTableView {
  readonly language: Language;
  readonly words: Words;
  readonly csrfToken: string;
  readonly now: Date;
  readonly links: readonly Link[];
  /** What stands for each of them in an address. */
  readonly sealed: ReadonlyMap<UserId, string>;
  /** Those whose key was refused, each with what stands for the address on the page of keys. */
  readonly keyed: ReadonlyMap<UserId, string>;
  readonly organization: Pick<Organization, 'pausedAt'>;
  /** Of the connection as it is now. */
  readonly generation: number;
  /** What leads back to this very page of the list; empty for the whole list. */
  readonly view: string;
}

const TONE: Readonly<Record<UserStatus, '' | 'good' | 'warn' | 'bad' | 'busy'>> = {
  working: 'good',
  starting: 'busy',
  held: 'warn',
  failing: 'warn',
  'key-missing': 'warn',
  'key-refused': 'bad',
  'reconnect-needed': 'bad',
  paused: 'warn',
  ending: 'busy',
  'not-linked': '',
};

/** One page of people. On a phone each is a block of its own. */
export function usersTable(view: UsersTableView): Html {
  const { columns, ageLegend } = view.words.users;
  const headings = [columns.user, columns.standing, columns.cards, columns.lastSuccess, columns.action];
  return html`<div class="table stacked people"><table>
<thead><tr>${headings.map((heading) => html`<th scope="col" class="${heading === columns.cards ? 'number' : ''}">${heading}</th>`)}</tr></thead>
<tbody>${view.links.map((link) => row(view, link))}</tbody></table></div>
${view.links.some(({ sync }) => sync.lastSuccess !== null && isLate(sync.lastSuccess, view.now)) ? html`<p class="hint">${ageLegend}</p>` : ''}`;
}

function row(view: UsersTableView, link: Link): Html {
  const { words, language, now, generation, organization } = view;
  const text = words.users;
  const { columns } = text;
  const { lastSuccess, counts } = link.sync;
  const standing = userStatus(link, generation);
  // Nobody's sync is well or about to begin while everybody's rests.
  const rests = organization.pausedAt !== null && (standing === 'working' || standing === 'starting');
  return html`<tr>
<td data-label="${columns.user}"><div><a href="${TABS.audit}?${new URLSearchParams({ user: view.sealed.get(link.userId) ?? '' })}" title="${text.history}">${link.email === '' ? text.withoutAddress : link.email}</a>${mailboxLine(words, link)}</div></td>
<td data-label="${columns.standing}"><div><span class="badge ${rests ? '' : TONE[standing]}">${text.standing[standing]}</span>${rests ? html`<p class="hint">${text.pausedWithAll}</p>` : reason(view, link, standing)}</div></td>
<td class="number" data-label="${columns.cards}">${counts === null ? '' : counts.cards.toLocaleString(language)}</td>
<td data-label="${columns.lastSuccess}">${lastSuccess === null ? '' : html`<div>${ageAndMoment(lastSuccess, now, language)}${ageBar(lastSuccess, now)}</div>`}</td>
<td data-label="${columns.action}">${rests ? '' : actions(view, link, standing)}</td></tr>`;
}

function mailboxLine(words: Words, link: Link): Html {
  const mailbox = otherMailbox(link);
  return mailbox === undefined ? html`` : html`<p class="hint">${words.labelled(words.users.mailbox, mailbox)}</p>`;
}

/** Why somebody is in that state, where the state alone does not say it. */
function reason({ words, keyed }: UsersTableView, link: Link, standing: UserStatus): Html {
  const { state, sync, cardKey } = link;
  const said = (text: string, action: Html | string = '') => html`<p class="hint">${text}${action}</p>`;
  if (standing === 'reconnect-needed' && state.name === 'reconnect-needed')
    return said(words.users.reasons[state.reason]);
  if (standing === 'key-refused')
    return said(
      words.users.reasons['key-refused'],
      html` <a href="${TABS.keys}?for=${keyed.get(link.userId) ?? ''}">${words.administrator.tabs.keys}</a>`,
    );
  if (standing === 'failing' && sync.lastFailure !== null) return said(words.users.reasons[sync.lastFailure.code]);
  if (standing === 'not-linked') return said(cardKey === null ? words.users.withoutKey : words.users.withKey);
  if (standing === 'held' && sync.hold !== null) return said(words.settings.hold(sync.hold.removals, sync.hold.of));
  return html``;
}

function actions(
  { words, csrfToken, view, sealed }: UsersTableView,
  { userId, email }: Link,
  standing: UserStatus,
): Html {
  const text = words.users;
  const form = (
    action: string,
    buttons: Html,
  ) => html`<form class="actions" method="post" action="${TABS.users}/${action}">
${csrfField(csrfToken)}<input type="hidden" name="userId" value="${userId}"><input type="hidden" name="view" value="${view}">${buttons}</form>`;
  const button = (name: string, value: string, label: string) =>
    html`<button class="small" name="${name}" value="${value}" aria-label="${label}: ${email}">${label}</button>`;
  switch (standing) {
    case 'paused':
      return form('pause', button('pause', 'off', text.resume));
    case 'held':
      return html`<div><p class="actions"><a class="button small" href="${TABS.users}/hold?${new URLSearchParams({ user: sealed.get(userId) ?? '', view })}" aria-label="${text.decide}: ${email}">${text.decide}</a></p>
${form('pause', button('pause', 'on', text.pause))}</div>`;
    case 'working':
    case 'starting':
    case 'failing':
    case 'key-missing':
      return form('pause', button('pause', 'on', text.pause));
    case 'key-refused':
    case 'reconnect-needed':
    case 'ending':
    case 'not-linked':
      return html``;
  }
}
