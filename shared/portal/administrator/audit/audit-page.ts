import { html } from 'hono/html';
import type { Words } from '../../../i18n/words.ts';
import type { Language } from '../../../language.ts';
import { activityAside } from '../../components/activity-detail.ts';
import type { FlashMessage } from '../../components/flash-message.ts';
import { foreignText, naming } from '../../components/foreign-text.ts';
import type { Page } from '../../components/layout.ts';
import { shownMoment } from '../../components/moment.ts';
import { administratorScreen } from '../administrator-screen.ts';
import { type AuditLine, actorOf } from './audit-csv.ts';

export interface AuditView {
  readonly language: Language;
  readonly words: Words;
  readonly lines: readonly AuditLine[];
  /** The person to whom the list is limited, and the sealed form of that person for URLs. */
  readonly person: { readonly address: string; readonly sealed: string } | undefined;
  /** Whether there may be older entries. */
  readonly more: boolean;
  readonly first: boolean;
  /** Maximum number of entries in the exported file. */
  readonly exported: number;
  readonly flash?: FlashMessage | undefined;
}

/** One page of the audit log (PRODUCT E1). */
export function auditPage({ language, words, lines, person, more, first, exported, flash }: AuditView): Page {
  const text = words.audit;
  const { columns } = text;
  const oldest = lines.at(-1)?.at;
  const at = (path: string, query: Readonly<Record<string, string>> = {}) => {
    const asked = new URLSearchParams({ ...(person === undefined ? {} : { user: person.sealed }), ...query });
    return `/organization/microsoft-365/${path}${asked.size === 0 ? '' : `?${asked}`}`;
  };
  return administratorScreen(
    words,
    'audit',
    html`<section aria-labelledby="log"><h2 id="log">${person === undefined ? text.everything : naming(text.titleOf(person.address), person.address)}</h2><p>${text.explanation}</p>
${
  lines.length === 0 && first
    ? ''
    : html`<p class="actions"><a class="button" href="${at('audit.csv')}">${text.download}</a>${person === undefined ? '' : html`<a class="button" href="/organization/microsoft-365/audit">${text.everybody}</a>`}</p>
<p class="hint">${text.downloadHint(exported.toLocaleString(language))}</p>`
}
${
  lines.length === 0
    ? html`<p>${text.none}</p>`
    : html`<div class="table stacked"><table><caption class="unseen">${person === undefined ? text.title : text.titleOf(person.address)}</caption>
<thead><tr><th scope="col">${columns.at}</th><th scope="col">${columns.event}</th>${person === undefined ? html`<th scope="col">${columns.user}</th>` : ''}<th scope="col">${columns.actor}</th></tr></thead>
<tbody>${lines.map(
        ({ at, kind, user, actor, detail }) => html`<tr>
<td data-label="${columns.at}">${shownMoment(at, language)}</td><td data-label="${columns.event}">${words.activity[kind]}${activityAside(words, kind, detail)}</td>
${person === undefined ? html`<td data-label="${columns.user}">${user === '' ? '' : foreignText(user)}</td>` : ''}<td data-label="${columns.actor}">${foreignText(actorOf(words, { actor, kind }))}</td></tr>`,
      )}</tbody></table></div>`
}
<p class="actions">${more && oldest !== undefined ? html`<a class="button" href="${at('audit', { before: oldest })}">${text.older}</a>` : ''}${
      first ? '' : html`<a class="button" href="${at('audit')}">${text.newest}</a>`
    }</p></section>`,
    flash,
  );
}
