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
<div class="table" tabindex="0" role="region" aria-labelledby="parked"><table>
<thead><tr><th scope="col">${text.card}</th><th scope="col">${text.reason}</th></tr></thead>
<tbody>${shown.map(({ cardId, parked: code }) => {
    const page = cardPage(cardUrlTemplate, cardId);
    return html`<tr><td>${page === undefined ? html`<code>${cardId}</code>` : html`<a href="${page}"><code>${cardId}</code></a>`}</td>
<td>${text.reasons[code ?? ''] ?? text.unknown(code ?? '')}</td></tr>`;
  })}</tbody></table></div></section>`;
}
