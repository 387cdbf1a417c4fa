import { html } from 'hono/html';
import { cardPage } from '../../../organizations/card-url.ts';
import type { Html } from '../../layout.ts';
import type { UserView } from './user-view.ts';

/** Cards that are shown one by one. */
export const MOST_PARKED = 100;

/** Cards that Outlook refused, each with the reason in words (PRODUCT B6, C10). */
export function parkedSection({ words, parked, cardUrlTemplate }: UserView): Html {
  const text = words.parked;
  if (parked.length === 0) return html``;
  const shown = parked.slice(0, MOST_PARKED);
  return html`<section aria-labelledby="parked"><h2 id="parked">${text.title}</h2>
<p>${text.explanation}</p>
${parked.length > shown.length ? html`<p class="hint">${text.atLeast(MOST_PARKED)}</p>` : ''}
<ul class="entries">${shown.map(({ cardId, parked: code }) => {
    const page = cardPage(cardUrlTemplate, cardId);
    const card = html`<code>${cardId}</code>`;
    return html`<li>${page === undefined ? card : html`<a href="${page}">${card}</a>`}
<span class="soft">${text.reasons[code ?? ''] ?? text.unknown(code ?? '')}</span></li>`;
  })}</ul></section>`;
}
