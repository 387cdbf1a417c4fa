import { html } from 'hono/html';
import type { BizCard } from '../sample-data/biz-card.ts';
import { cardActions, cardForm, keyForms } from './card-forms.ts';
import type { CardOwnerView } from './overview.ts';
import { current, type Html, type Page } from './page.ts';
import { addressOf, listItem, pageOf, pager, panes } from './panes.ts';
import { say } from './say.ts';

/** What the page shows of the card system. */
export interface CardLook {
  readonly card: string | undefined;
  readonly search: string;
  readonly page: number | undefined;
  readonly form: 'new' | undefined;
}

/** The cards of one owner, as the card system lists them, with an editor. */
export function cardPage(
  owner: CardOwnerView,
  owners: readonly CardOwnerView[],
  cards: { readonly listed: readonly BizCard[]; readonly all: readonly BizCard[] },
  look: CardLook,
): Page {
  const own = `/local/cards/${owner.id}`;
  const listed = new Set(cards.listed.map(({ id }) => id));
  const card = cards.all.find(({ id }) => id === look.card);
  const { shown, page, pages } = pageOf(newestFirst(cards.all, look.search), look.page, card);
  const at = (more: { card?: string; form?: string; page?: number } = {}) =>
    addressOf(own, { search: look.search, page, ...more });

  return {
    path: '/local/cards',
    title: say(`${owner.name} の名刺`, `Cards of ${owner.name}`),
    isWide: true,
    content: panes({
      names: [say('名刺の所有者', 'Card owners'), say('名刺の一覧', 'Cards'), say('名刺の編集', 'Edit card')],
      listAddress: at(),
      places: html`<p class="owner"><strong>${say('名刺の所有者', 'Card owners')}</strong></p>
<ul>${owners.map((other) => html`<li><a href="/local/cards/${other.id}"${current(other.id === owner.id)}>${other.name}<span class="count">${other.listed.toLocaleString('ja')}</span></a></li>`)}</ul>
${keyForms(owner, own)}`,
      list: html`<div class="head"><h2>${owner.name} <span class="count">${owner.listed.toLocaleString('ja')}${say('枚', '')}</span></h2><a class="button" href="${at({ form: 'new' })}">${say('名刺を追加', 'Add a card')}</a></div>
<form class="search" method="get" action="${own}" role="search"><input type="search" name="search" value="${look.search}" aria-label="${say('名刺の検索', 'Search cards')}" placeholder="${say('名前、会社、よみ', 'Name, company, reading')}"><button>${say('検索', 'Search')}</button></form>
${
  shown.length === 0
    ? html`<p class="nothing">${say('名刺はありません。', 'There are no cards.')}</p>`
    : html`<form method="post" action="${own}/merge"><ul class="items">${shown.map(
        (other) =>
          html`<li class="choosable"><input type="checkbox" name="card" value="${other.id}" aria-label="${say(`${nameOf(other)} を名寄せに選ぶ`, `Choose ${nameOf(other)} to merge`)}">${cardLink(other, at({ card: other.id }), other === card, listed.has(other.id))}</li>`,
      )}</ul><div class="actions sticky"><button>${say('選んだ2枚を名寄せ', 'Merge the two')}</button></div></form>`
}
${pager(page, pages, (to) => at({ page: to }))}`,
      detail: detail(owner, owners, card, look.form, own, at),
    }),
  };
}

function detail(
  owner: CardOwnerView,
  owners: readonly CardOwnerView[],
  card: BizCard | undefined,
  form: CardLook['form'],
  own: string,
  at: () => string,
): Html | undefined {
  if (form === 'new') return html`<h2>${say('名刺の追加', 'New card')}</h2>${cardForm(undefined, own, at())}`;
  if (card === undefined) return undefined;
  const action = `${own}/${encodeURIComponent(card.id)}`;
  const others = owners.filter(({ id }) => id !== owner.id);
  return html`<h2>${nameOf(card)}</h2>${cardForm(card, `${action}/edit`, at())}${cardActions(card, others, action)}`;
}

function newestFirst(cards: readonly BizCard[], search: string): BizCard[] {
  const wanted = search.normalize('NFKC').toLowerCase();
  const words = ({ lastName, firstName, lastNameReading, firstNameReading, companyName, title, id }: BizCard) =>
    [lastName, firstName, lastNameReading, firstNameReading, companyName, title, id]
      .join(' ')
      .normalize('NFKC')
      .toLowerCase();
  return cards
    .filter((card) => wanted === '' || words(card).includes(wanted))
    .sort((one, other) => other.updatedTime.localeCompare(one.updatedTime));
}

function nameOf({ lastName, firstName, companyName, email }: BizCard): string {
  return [lastName, firstName].filter(Boolean).join(' ') || companyName || email || say('（名前なし）', '(no name)');
}

function cardLink(card: BizCard, address: string, isCurrent: boolean, isListed: boolean): Html {
  const line = [card.companyName, card.title].filter(Boolean).join('・');
  const why = card.entryStatus === 'completed' ? say('過去の名刺', 'former card') : say('データ化中', 'being entered');
  const mark = isListed ? undefined : html` <span class="badge">${why}</span>`;
  return listItem({ address, name: nameOf(card), line, isCurrent, mark });
}
