import { html } from 'hono/html';
import type { Words } from '../../i18n/words.ts';
import type { RunFailureCode } from '../../links/run-failure.ts';
import type { Html } from '../components/layout.ts';

/** Why the sync fails, and who can solve it. */
export function failureNote(words: Words, code: RunFailureCode, tone: 'bad' | 'warn'): Html {
  const { text, who } = words.runFailures[code];
  const acts = html`<p class="hint">${words.labelled(words.problem.whoActs, words.problem.who[who])}</p>`;
  return html`<div class="note ${tone}"><p>${text}</p>${who === 'nobody' ? '' : acts}</div>`;
}
