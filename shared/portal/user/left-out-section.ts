import { html } from 'hono/html';
import { SHORTENED_FIELDS } from '../../contacts/contact-fields.ts';
import type { Html } from '../components/layout.ts';
import { cardList, MAX_PARKED } from './parked-section.ts';
import type { UserView } from './user-view.ts';

/** Cards whose contacts lack something that is printed on them, by field (PRODUCT F4). */
export function leftOutSection({ words, incomplete, cardUrlTemplate }: UserView): Html {
  const text = words.leftOut;
  if (incomplete.length === 0) return html``;
  const shown = incomplete.slice(0, MAX_PARKED);
  const lists = SHORTENED_FIELDS.map((field) => {
    const cards = shown.filter(({ leftOut }) => leftOut?.includes(field));
    return cards.length === 0 ? '' : html`<h3>${text.reasons[field]}</h3>${cardList(cardUrlTemplate, cards)}`;
  });
  return html`<section aria-labelledby="left-out"><h2 id="left-out">${text.title}</h2>
<p>${text.explanation}</p>
${incomplete.length > MAX_PARKED ? html`<p class="hint">${text.atLeast(MAX_PARKED)}</p>` : ''}
${lists}</section>`;
}
