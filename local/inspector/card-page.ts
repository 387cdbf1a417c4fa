import { html } from 'hono/html';
import type { BizCard } from '../cards/biz-card.ts';
import { cardActions, cardForm, keyForms } from './card-forms.ts';
import type { CardOwnerView } from './overview.ts';
import { current, type Html, type Page } from './page.ts';
import { addressOf, listItem, pageOf, pager, panes } from './panes.ts';

/** What of the card system is looked at. */
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
    title: `${owner.name} の名刺`,
    english: 'Cards',
    isWide: true,
    content: panes({
      names: ['名刺の所有者', '名刺の一覧', '名刺の編集'],
      listAddress: at(),
      places: html`<p class="owner"><strong>名刺の所有者</strong></p>
<ul>${owners.map((other) => html`<li><a href="/local/cards/${other.id}"${current(other.id === owner.id)}>${other.name}<span class="count">${other.listed.toLocaleString('ja')}</span></a></li>`)}</ul>
${keyForms(owner, own)}`,
      list: html`<div class="head"><h2>${owner.name} <span class="count">${owner.listed.toLocaleString('ja')}枚</span></h2><a class="button" href="${at({ form: 'new' })}">名刺を追加</a></div>
<form class="search" method="get" action="${own}" role="search"><input type="search" name="search" value="${look.search}" aria-label="名刺の検索" placeholder="名前、会社、よみ"><button>検索</button></form>
${
  shown.length === 0
    ? html`<p class="nothing">名刺はありません。</p>`
    : html`<form method="post" action="${own}/merge"><ul class="items">${shown.map(
        (other) =>
          html`<li class="choosable"><input type="checkbox" name="card" value="${other.id}" aria-label="${nameOf(other)} を名寄せに選ぶ">${cardLink(other, at({ card: other.id }), other === card, listed.has(other.id))}</li>`,
      )}</ul><div class="actions sticky"><button>選んだ2枚を名寄せ</button></div></form>`
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
  if (form === 'new') return html`<h2>名刺の追加</h2>${cardForm(undefined, own, at())}`;
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
  return [lastName, firstName].filter(Boolean).join(' ') || companyName || email || '（名前なし）';
}

function cardLink(card: BizCard, address: string, isCurrent: boolean, isListed: boolean): Html {
  const line = [card.companyName, card.title].filter(Boolean).join('・');
  const why = card.entryStatus === 'completed' ? '過去の名刺' : 'データ化中';
  const mark = isListed ? undefined : html` <span class="badge">${why}</span>`;
  return listItem({ address, name: nameOf(card), line, isCurrent, mark });
}
