import { html } from 'hono/html';
import type { Words } from '../../i18n/words.ts';
import type { Preview } from '../../sync/preview.ts';
import { type PreviewSummary, summarize } from '../../sync/preview-summary.ts';
import { foreignText } from '../components/foreign-text.ts';
import { csrfField, type Html, type Page } from '../components/layout.ts';
import { failureNote } from './failure-note.ts';

/** What the next run would do (PRODUCT B6). */
export function previewPage(words: Words, csrfToken: string, preview: Preview): Page {
  const goes = preview.kind === 'plan' && preview.findings.actions.length > 0 && preview.findings.held === undefined;
  const sync = html`<form method="post" action="/settings/microsoft-365/sync">${csrfField(csrfToken)}<button class="primary">${words.settings.syncNow}</button></form>`;
  return {
    title: words.preview.title,
    content: html`${content(words, preview)}
<div class="actions">${goes ? sync : ''}<a class="button" href="/settings/microsoft-365">${words.back}</a></div>`,
  };
}

function content(words: Words, preview: Preview): Html {
  const text = words.preview;
  switch (preview.kind) {
    case 'plan':
      return plan(words, preview);
    case 'folder-gone':
      return html`<div class="card"><p class="note warn">${text.folderGone}</p></div>`;
    case 'nothing-runs':
      return html`<div class="card"><p class="note">${text.nothingRuns}</p></div>`;
    case 'failed':
      return html`<div class="card"><p>${text.failed}</p>${failureNote(words, preview.code, 'warn')}</div>`;
  }
}

function plan(words: Words, { findings, names }: Extract<Preview, { kind: 'plan' }>): Html {
  const text = words.preview;
  const { actions, beyond, held } = findings;
  const { counts, entries, more } = summarize(findings, names);
  const total = beyond === 0 ? text.total(actions.length) : text.atLeast(actions.length);
  return html`<div class="card">
${
  held === undefined
    ? html`<p>${text.explanation}</p>`
    : html`<div class="note warn"><p>${words.settings.hold(held.removals, held.of)}</p><p><strong>${text.undecided}</strong></p>
<p class="actions"><a class="button primary" href="/settings/microsoft-365">${words.users.decide}</a></p></div>`
}
${actions.length === 0 && held === undefined ? html`<p class="note good">${text.nothing}</p>` : ''}
${actions.length === 0 ? '' : html`<p><strong>${total}</strong></p>`}${counts.size === 0 ? '' : countsTable(words, counts)}
${held === undefined ? html`<p class="hint">${text.rhythm}</p>` : ''}
</div>
${
  entries.length === 0
    ? ''
    : html`<section aria-labelledby="entries"><h2 id="entries">${text.entries}</h2><ul class="entries">${entries.map(
        ({ name, cardId, displayName }) =>
          html`<li><strong>${displayName === undefined ? (name.startsWith('remove') || name.startsWith('forget') ? text.gone(cardId) : text.nameless(cardId)) : foreignText(displayName)}</strong> <span class="soft">${text.what[name]}</span></li>`,
      )}</ul>${more === 0 ? '' : html`<p>${text.more(more)}</p>`}</section>`
}`;
}

function countsTable(words: Words, counts: PreviewSummary['counts']): Html {
  const text = words.preview;
  return html`<table><caption class="unseen">${text.title}</caption><thead><tr><th scope="col">${text.kind}</th><th scope="col" class="number">${text.count}</th></tr></thead>
<tbody>${[...counts].map(([name, count]) => html`<tr><td>${text.what[name]}</td><td class="number">${text.cases(count)}</td></tr>`)}</tbody></table>`;
}
