import { html } from 'hono/html';
import { formatDay } from '../../i18n/words.ts';
import { type CardHistory, dayOf, HISTORY_DAYS, momentOf, shownHistory } from '../../links/card-history.ts';
import type { Html } from '../components/layout.ts';
import type { UserView } from './user-view.ts';

const WIDTH = 600;
const HEIGHT = 96;
/** Margin for the width of the line. */
const EDGE = 2;

/** Chart of the number of cards over time; hidden until there is enough data. */
export function historySection({ words, language, link, now }: UserView): Html {
  const history = shownHistory(link?.sync.history ?? [], now);
  const [first, last] = [history[0], history.at(-1)];
  if (first === undefined || last === undefined || history.length < 2) return html``;
  const text = words.settings.history;
  const today = dayOf(now);
  const begins = Math.max(first[0], today - HISTORY_DAYS);
  const date = (day: number) => formatDay(momentOf(day), language);
  return html`<section aria-labelledby="history"><h2 id="history">${text.title}</h2>
<figure class="history"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${text.says(
    date(begins),
    first[1],
    last[1],
  )}"><path class="area" d="${line(history, begins, today)} V${HEIGHT} H0 Z"/><path class="line" d="${line(history, begins, today)}"/></svg>
<figcaption><span>${text.begun(date(begins), first[1])}</span><span>${text.now(last[1])}</span></figcaption></figure></section>`;
}

/** SVG path of a step line from zero up: the number holds until the next entry, and today has the width of a day. */
function line(history: CardHistory, begins: number, today: number): string {
  const most = Math.max(1, ...history.map(([, cards]) => cards));
  const x = (day: number) => round((Math.max(0, day - begins) / (today + 1 - begins)) * WIDTH);
  const y = (cards: number) => round(EDGE + (1 - cards / most) * (HEIGHT - 2 * EDGE));
  const steps = history.map(([day, cards], index) => (index === 0 ? `M0 ${y(cards)}` : `H${x(day)} V${y(cards)}`));
  return `${steps.join(' ')} H${WIDTH}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
