import { html } from 'hono/html';
import type { LineOutcome } from '../../../links/key-list.ts';
import { csrfField, type Html, type Page } from '../../layout.ts';
import type { Language, Words } from '../../words.ts';

/** The form that takes many keys at once (PRODUCT A7). */
export function keyListForm(
  words: Words,
  csrfToken: string,
  mostLines: number,
  language: Language,
  error?: string,
): Html {
  const text = words.keyList;
  return html`<h3>${text.title}</h3>
<p>${text.explanation(mostLines.toLocaleString(language))}</p>
<pre class="example">email,api key
hanako@example.com,0123456789abcdefghijklmnopqrstuv</pre>
<form method="post" action="/organization/microsoft-365/api-keys/list" enctype="multipart/form-data">
${csrfField(csrfToken)}
<label for="keyList">${text.file}</label>
<input type="file" id="keyList" name="keyList" accept=".csv,text/csv,text/plain" required
 ${error === undefined ? '' : html`aria-invalid="true" aria-describedby="keyList-error"`}>
${error === undefined ? '' : html`<p class="error" id="keyList-error">${error}</p>`}
<p class="actions"><button>${text.upload}</button></p>
</form>`;
}

/** What became of each line. Keys are not shown again. */
export function keyListPage(words: Words, language: Language, outcomes: readonly LineOutcome[]): Page {
  const text = words.keyList;
  const accepted = outcomes.filter(({ outcome }) => outcome === 'accepted').length;
  const numbers = (count: number) => count.toLocaleString(language);
  return {
    title: text.result,
    content: html`<p><a href="/organization/microsoft-365">${words.back}</a></p>
<section><p class="note ${accepted === outcomes.length ? 'good' : 'warn'}" role="status">${text.summary(numbers(accepted), numbers(outcomes.length))}</p>
<div class="table stacked"><table>
<thead><tr><th scope="col">${text.line}</th><th scope="col">${words.organization.email}</th><th scope="col">${text.outcome}</th></tr></thead>
<tbody>${outcomes.map(
      ({ line, email, outcome }) => html`<tr>
<td data-label="${text.line}">${numbers(line)}</td><td data-label="${words.organization.email}">${email}</td>
<td data-label="${text.outcome}">${outcomeText(words, outcome)}</td></tr>`,
    )}</tbody></table></div></section>`,
  };
}

function outcomeText(words: Words, outcome: LineOutcome['outcome']): Html {
  switch (outcome) {
    case 'accepted':
      return html`<span class="badge good">${words.keyList.accepted}</span>`;
    case 'repeated':
      return html`${words.keyList.repeated}`;
    default:
      return html`${words.keyProblems[outcome]}`;
  }
}
