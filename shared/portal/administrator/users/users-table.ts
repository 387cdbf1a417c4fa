import { html } from 'hono/html';
import { DAY, MINUTE } from '../../../clock.ts';
import type { Words } from '../../../i18n/words.ts';
import type { UserId } from '../../../ids.ts';
import type { Link } from '../../../links/link.ts';
import { needsKey, openHold, otherMailbox, type UserStatus, userStatus } from '../../../links/link-status.ts';
import type { Organization } from '../../../organizations/organization.ts';
import { foreignText, naming } from '../../components/foreign-text.ts';
import { csrfField, type Html } from '../../components/layout.ts';
import { ageAndMoment } from '../../components/moment.ts';
import type { PageContext } from '../../components/page-context.ts';
import { TABS } from '../administrator-screen.ts';

export interface UsersTableView extends PageContext {
  readonly links: readonly Link[];
  /** Sealed user ids, for URLs. */
  readonly sealed: ReadonlyMap<UserId, string>;
  /** Users who need an API key, with the sealed address for the API keys page. */
  readonly keyed: ReadonlyMap<UserId, string>;
  readonly organization: Pick<Organization, 'pausedAt'>;
  /** Generation of the current connection. */
  readonly generation: number;
  /** Sealed view for the way back to this page of the list; empty for the whole list. */
  readonly view: string;
}

/**
 * Maximum age in milliseconds of the last success of a healthy link: a run without changes is recorded only once an
 * hour.
 */
const FRESH = 90 * MINUTE;
const TONE: Readonly<Record<UserStatus, '' | 'good' | 'warn' | 'bad' | 'busy'>> = {
  working: 'good',
  starting: 'busy',
  held: 'warn',
  'cards-refused': 'warn',
  waiting: 'warn',
  failing: 'warn',
  'key-missing': 'warn',
  'key-refused': 'bad',
  'reconnect-needed': 'bad',
  paused: 'warn',
  ending: 'busy',
  'not-linked': '',
};

/** What is nobody's matter while the whole organization is paused. */
const RESTING: ReadonlySet<UserStatus> = new Set(['working', 'starting', 'waiting', 'cards-refused']);

/** One page of the list of users. On a phone, each row is a block. */
export function usersTable(view: UsersTableView): Html {
  const { columns, title } = view.words.users;
  const headings = [columns.user, columns.standing, columns.cards, columns.lastSuccess, columns.action];
  return html`<div class="table stacked people"><table><caption class="unseen">${title}</caption>
<thead><tr>${headings.map((heading) => html`<th scope="col" class="${heading === columns.cards ? 'number' : ''}">${heading}</th>`)}</tr></thead>
<tbody>${view.links.map((link) => row(view, link))}</tbody></table></div>`;
}

function row(view: UsersTableView, link: Link): Html {
  const { words, language, now, generation, organization } = view;
  const text = words.users;
  const { columns } = text;
  const { lastSuccess, counts } = link.sync;
  const standing = userStatus(link, generation);
  // While the organization is paused, no link counts as working or starting.
  const rests = organization.pausedAt !== null && RESTING.has(standing);
  const shown = rests ? 'paused' : standing;
  return html`<tr>
<td data-label="${columns.user}"><div>${addressOf(text, link)}${mailboxLine(words, link)}</div></td>
<td data-label="${columns.standing}"><div><span class="badge ${TONE[shown]}">${text.standing[shown]}</span>${rests ? html`<p class="hint">${text.pausedWithAll}</p>` : reason(view, link, standing)}</div></td>
<td class="number" data-label="${columns.cards}">${counts === null ? '' : counts.cards.toLocaleString(language)}</td>
<td data-label="${columns.lastSuccess}">${lastSuccess === null ? words.settings.never : html`<div class="age ${ageTone(lastSuccess, now)}">${ageAndMoment(lastSuccess, now, language)}</div>`}</td>
<td data-label="${columns.action}"><div>${rests ? '' : actions(view, link, standing)}<a href="${TABS.audit}?${new URLSearchParams({ user: view.sealed.get(link.userId) ?? '' })}">${text.history}<span class="unseen">${words.aside(link.email)}</span></a></div></td></tr>`;
}

function addressOf(text: Words['users'], { email }: Link): Html {
  return email === '' ? html`${text.withoutAddress}` : foreignText(email);
}

function mailboxLine(words: Words, link: Link): Html {
  const mailbox = otherMailbox(link);
  return mailbox === undefined
    ? html``
    : html`<p class="hint">${naming(words.labelled(words.users.mailbox, mailbox), mailbox)}</p>`;
}

/** Explains a user's state where its name is not enough. */
function reason({ words, keyed }: UsersTableView, link: Link, standing: UserStatus): Html {
  const { state, sync, cardKey } = link;
  const said = (text: string, action: Html | string = '') => html`<p class="hint">${text}${action}</p>`;
  if (standing === 'reconnect-needed' && state.name === 'reconnect-needed')
    return said(words.users.reasons[state.reason]);
  if (needsKey(standing))
    return said(
      standing === 'key-refused' ? words.users.reasons['key-refused'] : words.users.keyMissing,
      html` <a href="${TABS.keys}?for=${keyed.get(link.userId) ?? ''}">${words.users.registerKey}</a>`,
    );
  if ((standing === 'failing' || standing === 'waiting') && sync.lastFailure !== null)
    return said(words.users.reasons[sync.lastFailure.code]);
  if (standing === 'not-linked') return said(cardKey === null ? words.users.withoutKey : words.users.withKey);
  const hold = openHold(sync);
  if (standing === 'held' && hold !== undefined) return said(words.settings.hold(hold.removals, hold.of));
  if (standing === 'cards-refused') return said(words.users.cardsRefused(sync.parked));
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
    case 'cards-refused':
    case 'waiting':
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

/** The colour of the age of the last success; none while the link is healthy, and before the first one. */
export function ageTone(lastSuccess: string | null, now: Date): '' | 'warn' | 'bad' {
  if (lastSuccess === null) return '';
  const age = now.getTime() - Date.parse(lastSuccess);
  if (age <= FRESH) return '';
  return age < DAY ? 'warn' : 'bad';
}
