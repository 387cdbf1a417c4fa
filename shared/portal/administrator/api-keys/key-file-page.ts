import { html } from 'hono/html';
import type { LineResult } from '../../../api-keys/key-file.ts';
import type { Words } from '../../../i18n/words.ts';
import { flashMessage } from '../../components/flash-message.ts';
import { foreignText } from '../../components/foreign-text.ts';
import type { Html, Page } from '../../components/layout.ts';
import { administratorScreen, TABS } from '../administrator-screen.ts';

/** Results of an uploaded key file, line by line; failed lines come first. Never shows an API key. */
export function keyFilePage(words: Words, results: readonly LineResult[]): Page {
  const file = words.keyFile;
  const accepted = results.filter(({ outcome }) => outcome === 'accepted');
  const refused = results.filter(({ outcome }) => outcome !== 'accepted');
  const result = file.result(accepted.length, results.length);
  const page = administratorScreen(
    words,
    'keys',
    html`<section aria-labelledby="result"><h2 id="result">${file.resultTitle}</h2>
${flashMessage(refused.length === 0 ? result : { warning: result })}
${refused.length === 0 ? '' : html`<p>${file.correct}</p>${table(words, file.refusedLines(refused.length), refused)}`}
${accepted.length === 0 ? '' : html`<details><summary>${file.acceptedLines(accepted.length)}</summary>${table(words, file.acceptedLines(accepted.length), accepted)}</details>`}
<p class="actions"><a class="button" href="${TABS.keys}">${words.back}</a></p></section>`,
  );
  return { ...page, shownOnce: true };
}

function table(words: Words, caption: string, results: readonly LineResult[]): Html {
  const file = words.keyFile;
  const { email: address } = words.organization;
  const row = ({ number, email, outcome }: LineResult) => html`<tr><td data-label="${file.line}">${number}</td>
<td data-label="${address}">${shownAddress(words, email)}</td><td data-label="${file.outcome}">${outcomeOf(words, outcome)}</td></tr>`;
  return html`<div class="table stacked"><table><caption>${caption}</caption>
<thead><tr><th scope="col">${file.line}</th><th scope="col">${address}</th><th scope="col">${file.outcome}</th></tr></thead>
<tbody>${results.map(row)}</tbody></table></div>`;
}

/** The e-mail address at the start of a line. Nothing after it is shown, since it may be an API key. */
function shownAddress({ keyFile }: Words, email: string): Html {
  const address = /^[^\s@,;:|"']{1,64}@[\w.-]{1,253}/.exec(email)?.[0];
  return address === undefined ? html`${keyFile.unreadableAddress}` : foreignText(address);
}

function outcomeOf(words: Words, outcome: LineResult['outcome']): Html {
  const { accepted, failed, repeated, 'not-reached': notReached } = words.keyFile.outcomes;
  switch (outcome) {
    case 'accepted':
      return html`<span class="badge good">${accepted}</span>`;
    case 'failed':
      return html`${failed}`;
    case 'repeated':
      return html`${repeated}`;
    case 'not-reached':
      return html`${notReached}`;
    default:
      return html`${words.keyProblems[outcome]}`;
  }
}
