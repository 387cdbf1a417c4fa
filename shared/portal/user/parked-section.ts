import { html } from 'hono/html';
import type { CardId } from '../../ids.ts';
import type { LedgerRow } from '../../links/link.ts';
import { cardPage } from '../../organizations/card-url.ts';
import type { Html } from '../components/layout.ts';
import type { UserView } from './user-view.ts';

/** Maximum number of cards in this list, and in the list of cards that were not written in full. */
export const MAX_PARKED = 100;

/** Parked cards, each with its reason (PRODUCT B6, C10). */
export function parkedSection({ words, parked, cardUrlTemplate }: UserView): Html {
  const text = words.parked;
  if (parked.length === 0) return html``;
  const shown = Map.groupBy(
    parked.slice(0, MAX_PARKED),
    ({ parked: code }) => text.reasons[code ?? ''] ?? text.unknown(code ?? ''),
  );
  const more = parked.length > MAX_PARKED;
  return html`<section aria-labelledby="parked"><h2 id="parked">${text.title}</h2>
<p>${text.explanation}</p>
${more ? html`<p class="hint">${text.atLeast(MAX_PARKED)}</p>` : ''}
${[...shown].map(([reason, cards]) => html`<h3>${reason}</h3>${cardList(cardUrlTemplate, cards)}`)}</section>`;
}

/** The ids of cards, each with a link to the card's page when the organization has told its address. */
export function cardList(template: string, cards: readonly LedgerRow[]): Html {
  return html`<ul class="ids">${cards.map(({ cardId }) => html`<li>${cardLink(template, cardId)}</li>`)}</ul>`;
}

function cardLink(template: string, cardId: CardId): Html {
  const page = cardPage(template, cardId);
  const card = html`<code translate="no">${cardId}</code>`;
  return page === undefined ? card : html`<a href="${page}">${card}</a>`;
}
