import { html } from 'hono/html';
import { emailAddressesIn } from '../../../email-address.ts';
import type { Words } from '../../../i18n/words.ts';
import { USER_STATUSES, type UserStatus } from '../../../links/link-status.ts';
import type { UserFilter } from '../../../links/user-list.ts';
import type { Organization } from '../../../organizations/organization.ts';
import type { FlashMessage } from '../../components/flash-message.ts';
import { csrfField, type Html, type Page } from '../../components/layout.ts';
import { livePart, newsLine, stateAtRest } from '../../components/live-region.ts';
import type { LiveState } from '../../components/live-state.ts';
import { tellingMoment } from '../../components/moment.ts';
import { typedIn } from '../../components/page-context.ts';
import { administratorScreen, type PageLinks, pageLinks, TABS } from '../administrator-screen.ts';
import { ageTone, type UsersTableView, usersTable } from './users-table.ts';
import { usersAddress } from './users-view.ts';

export interface UsersPageView extends UsersTableView {
  readonly organization: Organization;
  readonly totals: Readonly<Record<UserStatus, number>>;
  readonly filter: UserFilter & { readonly skipped: number };
  readonly pages: PageLinks;
  readonly flash?: FlashMessage | undefined;
}

/** The users of the organization: counts by state, and a list with the available actions (PRODUCT E1). */
export function usersPage(view: UsersPageView): Page {
  const { words, organization, totals, flash } = view;
  const text = words.users;
  return administratorScreen(
    words,
    'users',
    html`${newsLine(words, usersAddress(view.view), usersLive(view))}
${livePart(
  'notes-part',
  html`${organization.ended === null || totals.ending === 0 ? '' : endedNote(words)}
${organization.pausedAt === null ? '' : pausedNote(view, organization.pausedAt)}
${totals.held === 0 ? '' : html`<div class="note warn"><p>${text.heldNote(totals.held)} <a href="${TABS.users}?standing=held">${text.heldShow(totals.held)}</a></p></div>`}`,
)}
<section class="leads" aria-labelledby="users"><h2 id="users">${text.title}</h2>
${
  everybody(view) === 0
    ? livePart('list-part', nobody(view))
    : html`${livePart('totals-part', totalsList(view))}${searchForm(view)}${livePart('list-part', list(view))}`
}</section>
${organization.pausedAt === null && organization.contacts.state === 'connected' && everybody(view) > 0 ? pauseSection(words) : ''}`,
    flash,
  );
}

/** The live state of what the page shows of its users. */
export function usersLive({
  organization: { ended, pausedAt, contacts },
  generation,
  totals,
  links,
  now,
}: Pick<UsersPageView, 'organization' | 'generation' | 'totals' | 'links' | 'now'>): LiveState {
  return stateAtRest([
    ended,
    pausedAt,
    contacts.state,
    generation,
    totals,
    links,
    links.map(({ sync }) => ageTone(sync.lastSuccess, now)),
  ]);
}

/** Links to the connection tab, which shows the progress of the clean-up. */
function endedNote(words: Words): Html {
  const { endingNow, endingShow } = words.administrator;
  return html`<p class="note">${endingNow} <a href="${TABS.connection}">${endingShow}</a></p>`;
}

function everybody({ totals }: UsersPageView): number {
  return Object.values(totals).reduce((sum, count) => sum + count, 0);
}

/** Explains what has to happen before there are users. */
function nobody({ words, organization }: UsersPageView): Html {
  const { none, noneYet } = words.users;
  if (organization.contacts.state === 'connected') return html`<p>${none}</p>`;
  return html`<p>${noneYet} <a href="${TABS.connection}">${words.home.organizationSettings}</a></p>`;
}

function totalsList(view: UsersPageView): Html {
  const { words, language, totals, filter } = view;
  const text = words.users;
  const entry = (label: string, count: number, standing: UserStatus | undefined) =>
    html`<li><a href="${TABS.users}${standing === undefined ? '' : `?standing=${standing}`}" ${
      filter.standing === standing && filter.text === '' ? html`aria-current="true"` : ''
    }>${label} <strong>${count.toLocaleString(language)}</strong></a></li>`;
  return html`<ul class="totals" aria-label="${text.totals}">${entry(text.all, everybody(view), undefined)}${USER_STATUSES.filter(
    (standing) => totals[standing] > 0 || standing === 'working',
  ).map((standing) => entry(text.standing[standing], totals[standing], standing))}</ul>`;
}

function searchForm(view: UsersPageView): Html {
  const { words, csrfToken, filter } = view;
  const text = words.users;
  const again = typedIn(view, `${TABS.users}/find`);
  const chosen = again?.get('standing') ?? filter.standing;
  return html`<form class="search" method="post" action="${TABS.users}/find" role="search">
${csrfField(csrfToken)}
<div><label for="text">${text.address}</label>
<input type="text" id="text" name="text" value="${again?.get('text') ?? filter.text}" autocomplete="off" spellcheck="false" aria-describedby="text-hint"></div>
<div><label for="standing">${text.columns.standing}</label>
<select id="standing" name="standing"><option value="">${text.all}</option>${USER_STATUSES.map(
    (standing) =>
      html`<option value="${standing}" ${standing === chosen ? 'selected' : ''}>${text.standing[standing]}</option>`,
  )}</select></div>
<button>${text.find}</button>
${filter.text === '' && filter.standing === undefined ? '' : html`<a href="${TABS.users}">${text.clear}</a>`}
</form>
<p class="hint" id="text-hint">${text.addressHint}</p>`;
}

function list(view: UsersPageView): Html {
  const { words, links, filter, pages } = view;
  if (links.length === 0 && pages.first === undefined)
    return html`<p>${words.users.nobodyFound}</p>${advice(words, filter)}`;
  return html`${usersTable(view)}
${pages.first === undefined && pages.next === undefined ? '' : html`<p class="hint">${position(view)}</p>`}
${pageLinks(words, pages)}`;
}

/** "51–100 / 5,002"; how many a search by address finds in all is not counted. */
function position(view: UsersPageView): string {
  const { language, links, filter, totals } = view;
  const { standing, skipped } = filter;
  const shown = [skipped + 1, skipped + links.length].map((place) => place.toLocaleString(language)).join('–');
  if (filter.text !== '') return shown;
  return `${shown} / ${(standing === undefined ? everybody(view) : totals[standing]).toLocaleString(language)}`;
}

/** Why a search found nobody, where the text itself shows it; the hint of the field says that names are not searched. */
function advice({ users }: Words, { text }: UserFilter): Html {
  return emailAddressesIn(text).addresses.length > 1 ? html`<p>${users.severalSearched}</p>` : html``;
}

function pausedNote({ words, language, csrfToken }: UsersPageView, since: string): Html {
  const text = words.users;
  return html`<div class="note warn"><p>${tellingMoment(text.pausedAll, since, language)}</p>
<form class="actions" method="post" action="${TABS.users}/pause-all">${csrfField(csrfToken)}<button class="primary" name="pause" value="off">${text.resumeAll}</button></form></div>`;
}

function pauseSection(words: Words): Html {
  const text = words.users;
  return html`<section aria-labelledby="pause-all"><h2 id="pause-all">${text.pauseAllOffer}</h2><p>${text.pauseAllHint}</p>
<p class="actions"><a class="button" href="${TABS.users}/pause-all">${text.pauseAll}</a></p></section>`;
}
